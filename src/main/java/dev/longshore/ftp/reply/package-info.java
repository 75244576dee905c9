/** The table of replies: code, text, clause. Replies whose lines are made elsewhere (FEAT, STAT, HELP, MLST, greetings) have its form. */
@NullMarked
package dev.longshore.ftp.reply;

import org.jspecify.annotations.NullMarked;
