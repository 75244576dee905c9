package dev.longshore.s3;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Takes what an answer to ListObjectsV2 repeats of its request out of it. Nobody reads that, but the SDK decodes it, and fails where a
 * service has not encoded it, as Ceph 16.2 does not for a prefix with {@code %}.
 */
final class ListingEcho implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof ListObjectsV2Response page) {
            return page.toBuilder()
                    .prefix(null)
                    .delimiter(null)
                    .startAfter(null)
                    .build();
        }
        return context.response();
    }
}
