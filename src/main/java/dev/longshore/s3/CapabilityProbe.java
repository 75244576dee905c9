package dev.longshore.s3;

import dev.longshore.s3.Capabilities.Known;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Finds out what an endpoint can do, by doing it with small objects in a {@link ScratchSpace}. */
final class CapabilityProbe {
    private static final String ODD_NAME = "a b+c%41#d&e'f=g,ü日本";
    private static final byte[] CONTENT = {'l', 'o', 'n', 'g', 's', 'h', 'o', 'r', 'e'};
    private static final byte[] OTHER_CONTENT = {'o', 'f', 'f', 's', 'h', 'o', 'r', 'e', 's'};
    private static final String CHECKSUM = checksum(CONTENT);
    private static final String OTHER_CHECKSUM = checksum(new byte[] {'x'});
    private static final String OTHER_ETAG = "\"00000000000000000000000000000000\"";

    private final S3Client client;
    private final ScratchSpace scratch;
    private final Map<Capability, Known> known;

    /** @param known what is known before, and is added to */
    private CapabilityProbe(S3Client client, ScratchSpace scratch, Map<Capability, Known> known) {
        this.client = client;
        this.scratch = scratch;
        this.known = known;
    }

    /**
     * Up to some thirty requests, one after another; none where everything is set.
     *
     * @param prefix where keys may be written for a moment; empty, or ends with a slash
     */
    static Capabilities run(S3Client client, String bucket, String prefix, CapabilitySettings settings) {
        Map<Capability, Known> known = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            switch (settings.of(capability)) {
                case YES -> known.put(capability, Known.SET_CAN);
                case NO -> known.put(capability, Known.SET_CANNOT);
                case AUTO -> known.put(capability, Known.UNKNOWN);
            }
        }
        if (known.containsValue(Known.UNKNOWN)) {
            try (ScratchSpace scratch = ScratchSpace.below(client, bucket, prefix)) {
                CapabilityProbe probe = new CapabilityProbe(client, scratch, known);
                for (Capability capability : Capability.values()) {
                    if (known.get(capability) == Known.UNKNOWN) {
                        known.put(capability, probe.tried(capability));
                    }
                }
            }
        }
        return new Capabilities(known);
    }

    private Known tried(Capability capability) {
        try {
            return can(capability) ? Known.CAN : Known.CANNOT;
        } catch (S3Exception e) {
            return e.statusCode() == 403 || e.statusCode() == 503 ? Known.UNKNOWN : Known.CANNOT;
        } catch (SdkException e) {
            return Known.UNKNOWN;
        }
    }

    private boolean can(Capability capability) {
        String key = scratch.key(capability.name());
        return switch (capability) {
            case CONDITIONAL_PUT -> {
                put(key, request -> {});
                yield isRefused(412, () -> put(key, request -> request.ifNoneMatch("*")));
            }
            case CONDITIONAL_REPLACE -> {
                String etag = put(key, request -> {}).eTag();
                put(key, request -> request.ifMatch(etag));
                yield isRefused(412, () -> put(key, request -> request.ifMatch(OTHER_ETAG)));
            }
            case CONDITIONAL_COMPLETE -> {
                put(key, request -> {});
                yield isRefused(412, () -> upload(key, false, request -> request.ifNoneMatch("*")));
            }
            case CHECKSUMS ->
                CHECKSUM.equals(put(key, request -> request.checksumCRC32C(CHECKSUM))
                                .checksumCRC32C())
                        && isRefused(400, () -> put(key, request -> request.checksumCRC32C(OTHER_CHECKSUM)));
            case WHOLE_CHECKSUMS -> {
                CompleteMultipartUploadResponse response =
                        upload(key, true, request -> request.checksumType(ChecksumType.FULL_OBJECT)
                                .checksumCRC32C(CHECKSUM));
                yield response.checksumType() == ChecksumType.FULL_OBJECT && CHECKSUM.equals(response.checksumCRC32C());
            }
            case UPLOAD_PART_COPY -> {
                put(key, request -> {});
                yield copiesPart(key, scratch.key("copy"), request -> {});
            }
            case ODD_PART_SOURCES -> {
                String odd = scratch.key("a+b%41");
                put(odd, request -> {});
                yield copiesPart(odd, key, request -> {});
            }
            case CONDITIONAL_SOURCE -> {
                String etag = put(key, request -> {}).eTag();
                yield heedsSourceOfCopy(key, etag) && (!copiesParts() || heedsSourceOfPart(key, etag));
            }
            case CHECKED_PART_COPY -> {
                put(key, request -> {});
                yield copiesCheckedPart(
                        key,
                        scratch.key("checked-copy"),
                        known.getOrDefault(Capability.WHOLE_CHECKSUMS, Known.UNKNOWN)
                                .can());
            }
            case CONDITIONAL_COPY -> {
                put(key, request -> {});
                copy(key, scratch.key("new-copy"), request -> request.ifNoneMatch("*"));
                String taken = scratch.key("conditional-copy");
                client.putObject(
                        request -> request.bucket(scratch.bucket()).key(taken), RequestBody.fromBytes(OTHER_CONTENT));
                yield isRefused(412, () -> copy(key, taken, request -> request.ifNoneMatch("*"))) && isOther(taken);
            }
            case CONDITIONAL_DELETE -> {
                String etag = put(key, request -> {}).eTag();
                yield isRefused(
                                412,
                                () -> client.deleteObject(request -> request.bucket(scratch.bucket())
                                        .key(key)
                                        .ifMatch(OTHER_ETAG)))
                        && !deletes(key, OTHER_ETAG)
                        && lists(key)
                        && deletes(key, etag)
                        && !lists(key);
            }
            case DELETE_OBJECTS -> {
                put(key, request -> {});
                yield deletesObjects(key);
            }
            case ODD_KEYS -> {
                put(scratch.key(ODD_NAME), request -> {});
                yield lists(scratch.key(ODD_NAME));
            }
        };
    }

    private PutObjectResponse put(String key, Consumer<PutObjectRequest.Builder> more) {
        return client.putObject(
                request -> {
                    request.bucket(scratch.bucket()).key(key);
                    more.accept(request);
                },
                RequestBody.fromBytes(CONTENT));
    }

    private void copy(String from, String to, Consumer<CopyObjectRequest.Builder> more) {
        client.copyObject(request -> {
            request.sourceBucket(scratch.bucket())
                    .sourceKey(from)
                    .destinationBucket(scratch.bucket())
                    .destinationKey(to);
            more.accept(request);
        });
    }

    /** LocalStack 4.14 refuses to replace an object only when it has already written over its bytes. */
    private boolean isOther(String key) {
        byte[] found = client.getObjectAsBytes(
                        request -> request.bucket(scratch.bucket()).key(key))
                .asByteArrayUnsafe();
        return Arrays.equals(found, OTHER_CONTENT);
    }

    private boolean heedsSourceOfCopy(String key, String etag) {
        String copy = scratch.key("conditional-source");
        copy(key, copy, request -> request.copySourceIfMatch(etag));
        return isRefused(412, () -> copy(key, copy, request -> request.copySourceIfMatch(OTHER_ETAG)));
    }

    private boolean heedsSourceOfPart(String key, String etag) {
        String copy = scratch.key("conditional-source-part");
        return copiesPart(key, copy, request -> request.copySourceIfMatch(etag))
                && isRefused(412, () -> copiesPart(key, copy, request -> request.copySourceIfMatch(OTHER_ETAG)));
    }

    /** Known before the capabilities that come behind it. */
    private boolean copiesParts() {
        return known.getOrDefault(Capability.UPLOAD_PART_COPY, Known.UNKNOWN).can();
    }

    /** Whether DeleteObjects says that it deleted an object of that ETag. */
    private boolean deletes(String key, String etag) {
        ObjectIdentifier object = ObjectIdentifier.builder().key(key).eTag(etag).build();
        return client.deleteObjects(request -> request.bucket(scratch.bucket()).delete(list -> list.objects(object)))
                .errors()
                .isEmpty();
    }

    private static boolean isRefused(int status, Runnable request) {
        try {
            request.run();
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == status) {
                return true;
            }
            throw e;
        }
    }

    private CompleteMultipartUploadResponse upload(
            String key, boolean checked, Consumer<CompleteMultipartUploadRequest.Builder> more) {
        String id = client.createMultipartUpload(request -> request.bucket(scratch.bucket())
                        .key(key)
                        .checksumAlgorithm(checked ? ChecksumAlgorithm.CRC32_C : null)
                        .checksumType(checked ? ChecksumType.FULL_OBJECT : null))
                .uploadId();
        try {
            String etag = client.uploadPart(
                            request -> request.bucket(scratch.bucket())
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(1)
                                    .checksumCRC32C(checked ? CHECKSUM : null),
                            RequestBody.fromBytes(CONTENT))
                    .eTag();
            CompletedPart part = CompletedPart.builder()
                    .partNumber(1)
                    .eTag(etag)
                    .checksumCRC32C(checked ? CHECKSUM : null)
                    .build();
            return complete(key, id, part, more);
        } catch (SdkException e) {
            abort(key, id);
            throw e;
        }
    }

    private boolean copiesPart(String source, String key, Consumer<UploadPartCopyRequest.Builder> more) {
        String id = client.createMultipartUpload(
                        request -> request.bucket(scratch.bucket()).key(key))
                .uploadId();
        try {
            String etag = client.uploadPartCopy(request -> {
                        request.sourceBucket(scratch.bucket())
                                .sourceKey(source)
                                .destinationBucket(scratch.bucket())
                                .destinationKey(key)
                                .uploadId(id)
                                .partNumber(1);
                        more.accept(request);
                    })
                    .copyPartResult()
                    .eTag();
            complete(key, id, CompletedPart.builder().partNumber(1).eTag(etag).build(), request -> {});
        } catch (SdkException e) {
            abort(key, id);
            throw e;
        }
        long size = client.headObject(
                        request -> request.bucket(scratch.bucket()).key(key))
                .contentLength();
        return size == CONTENT.length;
    }

    /** @param whole whether the checksum of the whole object is asked for, as uploads ask for it */
    private boolean copiesCheckedPart(String source, String key, boolean whole) {
        ChecksumType type = whole ? ChecksumType.FULL_OBJECT : null;
        String id = client.createMultipartUpload(request -> request.bucket(scratch.bucket())
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .checksumType(type))
                .uploadId();
        try {
            CopyPartResult copied = client.uploadPartCopy(request -> request.sourceBucket(scratch.bucket())
                            .sourceKey(source)
                            .destinationBucket(scratch.bucket())
                            .destinationKey(key)
                            .uploadId(id)
                            .partNumber(1))
                    .copyPartResult();
            CompletedPart part = CompletedPart.builder()
                    .partNumber(1)
                    .eTag(copied.eTag())
                    .checksumCRC32C(CHECKSUM)
                    .build();
            CompleteMultipartUploadResponse response = complete(
                    key, id, part, request -> request.checksumType(type).checksumCRC32C(whole ? CHECKSUM : null));
            boolean told =
                    copied.checksumCRC32C() == null || copied.checksumCRC32C().equals(CHECKSUM);
            return told && (!whole || CHECKSUM.equals(response.checksumCRC32C()));
        } catch (SdkException e) {
            abort(key, id);
            throw e;
        }
    }

    private CompleteMultipartUploadResponse complete(
            String key, String id, CompletedPart part, Consumer<CompleteMultipartUploadRequest.Builder> more) {
        return client.completeMultipartUpload(request -> {
            request.bucket(scratch.bucket()).key(key).uploadId(id).multipartUpload(upload -> upload.parts(part));
            more.accept(request);
        });
    }

    private void abort(String key, String id) {
        client.abortMultipartUpload(
                request -> request.bucket(scratch.bucket()).key(key).uploadId(id));
    }

    private boolean deletesObjects(String key) {
        ObjectIdentifier object = ObjectIdentifier.builder().key(key).build();
        return client.deleteObjects(request -> request.bucket(scratch.bucket()).delete(list -> list.objects(object)))
                        .errors()
                        .isEmpty()
                && !lists(key);
    }

    private boolean lists(String key) {
        return client
                .listObjectsV2(request -> request.bucket(scratch.bucket())
                        .prefix(scratch.folder())
                        .encodingType(EncodingType.URL))
                .contents()
                .stream()
                .anyMatch(object -> object.key().equals(key));
    }

    private static String checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return PartBuffer.base64(checksum);
    }
}
