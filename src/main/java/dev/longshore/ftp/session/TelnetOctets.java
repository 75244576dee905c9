package dev.longshore.ftp.session;

import java.io.ByteArrayOutputStream;

/** What RFC 854 puts between the octets of a line; RFC 959 §5.3 has the control connection follow it. */
final class TelnetOctets {
    private static final int IAC = 255;
    private static final int WILL = 251;
    /** Lower octets behind IAC mean nothing. */
    private static final int LOWEST_COMMAND = 240;

    private TelnetOctets() {}

    /**
     * The line without Telnet commands, the octet 255 where it was doubled. An octet 255 before what is no command stays: to leave it out
     * would make another name.
     */
    static byte[] without(byte[] line) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(line.length);
        for (int i = 0; i < line.length; i++) {
            int octet = line[i] & 0xFF;
            int command = i + 1 < line.length ? line[i + 1] & 0xFF : 0;
            if (octet != IAC || command < LOWEST_COMMAND) {
                rest.write(octet);
            } else if (command == IAC) {
                rest.write(IAC);
                i++;
            } else {
                i += command < WILL ? 1 : 2;
            }
        }
        return rest.toByteArray();
    }

    /** The line with 255 once where it was doubled, and left alone elsewhere: not every client doubles a letter. */
    static byte[] undoubled(byte[] line) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(line.length);
        for (int i = 0; i < line.length; i++) {
            rest.write(line[i]);
            if ((line[i] & 0xFF) == IAC && i + 1 < line.length && (line[i + 1] & 0xFF) == IAC) {
                i++;
            }
        }
        return rest.toByteArray();
    }

    /** The octets with 255 doubled. */
    static byte[] doubled(byte[] octets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(octets.length + 2);
        for (byte octet : octets) {
            all.write(octet);
            if ((octet & 0xFF) == IAC) {
                all.write(octet);
            }
        }
        return all.toByteArray();
    }
}
