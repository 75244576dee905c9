package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How part sizes grow with an upload. */
class PartPlanTest {
    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;

    @ParameterizedTest
    @CsvSource({
        "1, 8",
        "2, 8",
        "1000, 8",
        "1001, 16",
        "2000, 16",
        "2001, 32",
        "3001, 64",
        "4001, 128",
        "5001, 256",
        "6001, 256",
        "10000, 256"
    })
    void doublesEveryThousandPartsUpToTheLargest(int number, long mebibytes) {
        assertThat(new PartPlan(8 * MIB, 256 * MIB).sizeOf(number)).isEqualTo(mebibytes * MIB);
    }

    @Test
    void neverShrinks() {
        PartPlan plan = new PartPlan(5 * MIB, 700 * MIB);
        for (int number = 2; number <= PartPlan.MOST_PARTS; number++) {
            assertThat(plan.sizeOf(number)).as("part %d", number).isBetween(plan.sizeOf(number - 1), 700 * MIB);
        }
    }

    @Test
    void isConstantWhereTheFirstPartIsTheLargest() {
        PartPlan plan = new PartPlan(5 * MIB, 5 * MIB);
        assertThat(plan.sizeOf(1)).isEqualTo(5 * MIB);
        assertThat(plan.sizeOf(PartPlan.MOST_PARTS)).isEqualTo(5 * MIB);
    }

    @Test
    void doesNotOverflowForTheLargestPartsAndNumbers() {
        PartPlan plan = new PartPlan(GIB, GIB);
        assertThat(plan.sizeOf(PartPlan.MOST_PARTS + 1)).isEqualTo(GIB);
        assertThat(plan.sizeOf(Integer.MAX_VALUE)).isEqualTo(GIB);
    }

    /** S3's own limit of an object is 5 TiB; less memory means smaller parts, and an earlier end. */
    @ParameterizedTest
    @CsvSource({"5, 5, 48", "8, 64, 492", "8, 256, 1492", "8, 1024, 3992", "64, 1024, 6937"})
    void endsWhereTenThousandPartsAreFull(long first, long largest, long gibibytes) {
        PartPlan plan = new PartPlan(first * MIB, largest * MIB);
        long bytes = 0;
        for (int number = 1; number <= PartPlan.MOST_PARTS; number++) {
            bytes += plan.sizeOf(number);
        }
        assertThat(bytes / GIB).isEqualTo(gibibytes);
    }
}
