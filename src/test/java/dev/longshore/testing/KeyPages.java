package dev.longshore.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The answers to ListObjectsV2 of a bucket that has so many keys and no slash in any of them, made as they are asked for: {@code
 * file-0000000.csv} and so on.
 */
public final class KeyPages {
    private static final int PAGE = 1_000;

    private final int keys;

    public KeyPages(int keys) {
        this.keys = keys;
    }

    /** The name with this number, from 0. */
    public static String key(int number) {
        return String.format(Locale.ROOT, "file-%07d.csv", number);
    }

    /** The answer to a request for the whole bucket. */
    public byte[] page(String target) {
        int first = Integer.parseInt(value(target, "continuation-token", "0"));
        int most = Math.min(PAGE, Integer.parseInt(value(target, "max-keys", "1000")));
        int end = Math.min(keys, first + most);
        StringBuilder page = new StringBuilder(most * 300)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>keys</Name>")
                .append("<Prefix></Prefix><Delimiter>%2F</Delimiter><MaxKeys>1000</MaxKeys>")
                .append("<EncodingType>url</EncodingType><KeyCount>")
                .append(end - first)
                .append("</KeyCount><IsTruncated>")
                .append(end < keys)
                .append("</IsTruncated>");
        if (end < keys) {
            page.append("<NextContinuationToken>").append(end).append("</NextContinuationToken>");
        }
        for (int number = first; number < end; number++) {
            page.append("<Contents><Key>file-");
            digits(page, number);
            page.append(".csv</Key><LastModified>2026-05-04T03:02:01.000Z</LastModified>")
                    .append("<ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>")
                    .append(number)
                    .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }
        return page.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void digits(StringBuilder page, int number) {
        for (int unit = 1_000_000; unit > 0; unit /= 10) {
            page.append((char) ('0' + number / unit % 10));
        }
    }

    private static String value(String target, String name, String otherwise) {
        for (String parameter : target.substring(target.indexOf('?') + 1).split("&")) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return otherwise;
    }
}
