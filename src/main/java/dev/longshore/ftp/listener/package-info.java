/** From the TCP accept to a command: FtpServer's {@code Listener}, lines, dispatch. */
@NullMarked
package dev.longshore.ftp.listener;

import org.jspecify.annotations.NullMarked;
