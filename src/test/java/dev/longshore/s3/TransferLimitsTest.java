package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that cannot work stops the start with a sentence that names its key. */
class TransferLimitsTest {
    private static final long MIB = 1024 * 1024;
    private static final long HEAP = 64L * 1024 * MIB;

    @Test
    void takesAQuarterOfTheHeapByDefault() {
        TransferLimits limits = limits(Map.of());
        assertThat(limits.memory()).isEqualTo(Math.max(16 * MIB, HEAP / 4));
        assertThat(limits.parallelParts()).isEqualTo(4);
    }

    @Test
    void beginsWithPartsOf8MAndEndsAtAQuarterOfTheMemory() {
        TransferLimits limits = limits(Map.of("longshore.transfers.memory", "256M"));
        assertThat(limits.memory()).isEqualTo(256 * MIB);
        assertThat(limits.plan()).isEqualTo(new PartPlan(8 * MIB, 64 * MIB));
    }

    @Test
    void makesPartsNoLargerThanAQuarterOfTheMemory() {
        TransferLimits limits =
                limits(Map.of("longshore.transfers.memory", "64M", "longshore.transfers.part-size", "100M"));
        assertThat(limits.plan()).isEqualTo(new PartPlan(16 * MIB, 16 * MIB));
    }

    @Test
    void makesPartsNoSmallerThanS3Takes() {
        TransferLimits limits = limits(Map.of("longshore.transfers.memory", "16M"));
        assertThat(limits.plan()).isEqualTo(new PartPlan(5 * MIB, 5 * MIB));
    }

    @Test
    void makesPartsNoLargerThanFiveGibibytes() {
        TransferLimits limits =
                limits(Map.of("longshore.transfers.memory", "32G", "longshore.transfers.part-size", "1G"));
        assertThat(limits.plan()).isEqualTo(new PartPlan(1024 * MIB, 5 * 1024 * MIB));
    }

    @ParameterizedTest
    @CsvSource({"5M", "1G", "6M"})
    void takesPartSizesInTheirBounds(String size) {
        assertThat(limits(Map.of("longshore.transfers.part-size", size)).plan().first())
                .isGreaterThanOrEqualTo(5 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"1", "64"})
    void takesParallelPartsInTheirBounds(int parallel) {
        TransferLimits limits = limits(Map.of("longshore.transfers.parallel-parts", Integer.toString(parallel)));
        assertThat(limits.parallelParts()).isEqualTo(parallel);
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.transfers.memory, 15M",
        "longshore.transfers.memory, 16777215",
        "longshore.transfers.memory, 0",
        "longshore.transfers.part-size, 4M",
        "longshore.transfers.part-size, 5242879",
        "longshore.transfers.part-size, 1025M",
        "longshore.transfers.parallel-parts, 0",
        "longshore.transfers.parallel-parts, -1",
        "longshore.transfers.parallel-parts, 65",
    })
    void namesTheKeyThatIsOutOfBounds(String key, String value) {
        assertThatThrownBy(() -> limits(Map.of(key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(key);
    }

    @Test
    void takesNoMoreThanThreeQuartersOfTheHeap() {
        assertThatThrownBy(() -> limits(Map.of("longshore.transfers.memory", "49G")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("longshore.transfers.memory");
    }

    private static TransferLimits limits(Map<String, String> keys) {
        return TransferLimits.of(TestSettings.of(keys).transfers(), HEAP);
    }
}
