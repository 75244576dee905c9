package dev.longshore.ftp.listing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file probably is, by the ending of its name: S3 would tell it in an answer for each file only. */
final class MediaTypes {
    private static final Map<String, String> BY_ENDING = byEnding("""
            application/gzip gz tgz
            application/json json
            application/pdf pdf
            application/sql sql
            application/vnd.ms-excel xls
            application/vnd.oasis.opendocument.spreadsheet ods
            application/vnd.oasis.opendocument.text odt
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/x-7z-compressed 7z
            application/x-bzip2 bz2
            application/x-tar tar
            application/x-xz xz
            application/xml xml
            application/yaml yaml yml
            application/zip zip
            application/zstd zst
            audio/mpeg mp3
            audio/ogg ogg
            audio/wav wav
            image/bmp bmp
            image/gif gif
            image/jpeg jpeg jpg
            image/png png
            image/svg+xml svg
            image/tiff tif tiff
            image/webp webp
            message/rfc822 eml
            text/calendar ics
            text/css css
            text/csv csv
            text/html htm html
            text/javascript js
            text/markdown md
            text/plain log txt
            text/tab-separated-values tsv
            text/vcard vcf
            video/mp4 mp4
            video/mpeg mpeg mpg
            video/quicktime mov
            video/webm webm
            video/x-msvideo avi
            """);

    private MediaTypes() {}

    static Optional<String> of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> byEnding(String lines) {
        Map<String, String> types = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                types.put(words[i], words[0]);
            }
        });
        return Map.copyOf(types);
    }
}
