/** Verbs of drafts that clients use: MFMT AVBL CSID RMDA HASH XCRC XMD5 XSHA1 XSHA256 XSHA512. */
@NullMarked
package dev.longshore.ftp.command.extension;

import org.jspecify.annotations.NullMarked;
