package dev.longshore.ftp.command.file;

/** RFC 959 Appendix II: double quotes of a path in a 257 reply are doubled. */
final class Quoted {
    private Quoted() {}

    static String path(String path) {
        return path.replace("\"", "\"\"");
    }
}
