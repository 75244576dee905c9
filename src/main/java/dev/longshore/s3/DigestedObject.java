package dev.longshore.s3;

import java.util.Map;

/**
 * What S3 tells of an object and has recorded of its content.
 *
 * @param digests of the whole content, in hexadecimal digits, by MD5, SHA-1, SHA-256 and CRC32; those that S3 has
 */
public record DigestedObject(StoredObject object, Map<String, String> digests) {}
