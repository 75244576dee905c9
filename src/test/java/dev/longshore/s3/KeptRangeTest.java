package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that an append keeps are copied in pieces that S3 takes. */
class KeptRangeTest {
    private static final long GIB = 1024 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 22_000, 25_000, 30_001, 44_900, 49_900})
    void piecesFitIntoAnUpload(long gib) {
        long length = gib * GIB + 1;
        long piece = KeptRange.piece(length);
        assertThat(piece).isBetween(5 * GIB / 2, 5 * GIB - PartPlan.SMALLEST);
        assertThat(length / piece).isLessThan(PartPlan.MOST_PARTS);
    }
}
