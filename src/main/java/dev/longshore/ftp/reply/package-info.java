/** Every reply that the gateway sends: code, text, clause. */
@NullMarked
package dev.longshore.ftp.reply;

import org.jspecify.annotations.NullMarked;
