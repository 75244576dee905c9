package dev.longshore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The start line and the headers of an HTTP message, as they came. */
record HttpHead(List<String> lines) {
    /** Null where the stream ends before a message. */
    @Nullable
    static HttpHead read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            lines.add(line);
        }
        return lines.isEmpty() ? null : new HttpHead(lines);
    }

    /** A line without its end. */
    static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** A word of the start line, from 0. */
    String word(int index) {
        return lines.get(0).split(" ")[index];
    }

    /** The value of a header; null where there is none. */
    @Nullable
    String value(String name) {
        for (String line : headers()) {
            if (isNamed(line, name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return null;
    }

    boolean has(String name, String value) {
        return value.equalsIgnoreCase(value(name));
    }

    /** 0 where it is not told. */
    long bodyLength() {
        String length = value("content-length");
        return length == null ? 0 : Long.parseLong(length);
    }

    /** The same with one header more, in the place of those of that name. */
    HttpHead with(String name, String value) {
        HttpHead changed = without(name);
        changed.lines.add(name + ": " + value);
        return changed;
    }

    HttpHead without(String name) {
        List<String> rest = new ArrayList<>(lines.subList(0, 1));
        headers().stream().filter(line -> !isNamed(line, name)).forEach(rest::add);
        return new HttpHead(rest);
    }

    void send(OutputStream out) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<String> headers() {
        return lines.subList(1, lines.size());
    }

    private static boolean isNamed(String line, String name) {
        int colon = line.indexOf(':');
        return colon > 0 && line.substring(0, colon).equalsIgnoreCase(name);
    }
}
