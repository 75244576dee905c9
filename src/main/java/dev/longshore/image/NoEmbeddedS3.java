package dev.longshore.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.longshore.embedded.EmbeddedS3;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.failure.StartFailure;

/** The embedded S3 is for development, and stays out. */
@TargetClass(EmbeddedS3.class)
final class NoEmbeddedS3 {
    private NoEmbeddedS3() {}

    @Substitute
    static EmbeddedS3 start(EmbeddedSettings configuration) {
        throw new StartFailure(
                "The native executable has no embedded S3: set longshore.s3.embedded to false, or run the jar");
    }

    @Substitute
    void close() {}
}
