/** The table of replies: code, text, clause. Nobody else makes a reply of a number. */
@NullMarked
package dev.longshore.ftp.reply;

import org.jspecify.annotations.NullMarked;
