package dev.longshore;

import dev.longshore.failure.StartFailure;
import dev.longshore.s3.Capability;
import dev.longshore.s3.S3Backend;
import dev.longshore.users.CodeSettings;
import dev.longshore.users.OneTimeCodes;
import dev.longshore.users.UserSettings;
import dev.longshore.users.UserSettings.Store;
import dev.longshore.users.otp.UsedCodes;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.s3.S3UsedCodes;
import java.util.Optional;

/** Where used one-time codes are kept, as the configuration says. */
final class CodePlace {
    private static final String KEY = "longshore.users.one-time-codes.";
    private static final String PREFIX = "one-time-codes/";

    private CodePlace() {}

    /**
     * Empty where no record can have a code.
     *
     * @param records where the store {@code s3} has its records; empty without that store
     * @throws StartFailure when a setting is missing
     */
    static Optional<RecordPlace> of(UserSettings settings, Optional<RecordPlace> records) {
        CodeSettings codes = settings.oneTimeCodes();
        if (codes.bucket().isPresent()) {
            return Optional.of(
                    new RecordPlace(codes.bucket().get(), codes.prefix().orElse(PREFIX)));
        }
        if (codes.prefix().isPresent()) {
            throw new StartFailure(KEY + "prefix is set, and " + KEY + "bucket is not: name the bucket, too");
        }
        return records.map(place -> new RecordPlace(place.bucket(), place.prefix() + PREFIX));
    }

    /** Where the store {@code s3} has its records; empty without that store. */
    static Optional<RecordPlace> records(UserSettings settings, S3Backend backend) {
        return settings.stores().contains(Store.S3)
                ? Optional.of(new RecordPlace(
                        settings.s3().bucket().orElse(backend.bucket()),
                        settings.s3().prefix()))
                : Optional.empty();
    }

    /** @throws StartFailure when a setting is missing */
    static OneTimeCodes codes(UserSettings settings, S3Backend backend) {
        Optional<RecordPlace> place = of(settings, records(settings, backend));
        if (place.isEmpty() && settings.uniformChallenge()) {
            throw new StartFailure("longshore.users.uniform-challenge is true, and there is no place for used codes:"
                    + " name a bucket with " + KEY + "bucket");
        }
        if (place.isEmpty()) {
            return OneTimeCodes.NONE;
        }
        UsedCodes used = new S3UsedCodes(backend.smallObjects(), place.get(), () -> backend.capabilities()
                .has(Capability.CONDITIONAL_PUT));
        return settings.uniformChallenge()
                ? OneTimeCodes.uniform(used, settings.oneTimeCodes().kind())
                : OneTimeCodes.of(used);
    }
}
