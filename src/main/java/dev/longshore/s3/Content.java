package dev.longshore.s3;

import java.util.function.Supplier;

/**
 * What was received, to be compared with what S3 has.
 *
 * @param size   in bytes
 * @param crc32c of the whole, as S3 writes it; empty where it is not known
 * @param etag   the ETag, without quotes, that an object of these bytes has where ETags tell the content; empty where it is not
 *               known. Asked for only when it is needed: it may cost a pass over the bytes
 */
record Content(long size, String crc32c, Supplier<String> etag) {}
