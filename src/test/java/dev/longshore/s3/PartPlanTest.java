package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How part sizes grow with an upload. */
class PartPlanTest {
    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;

    @ParameterizedTest
    @CsvSource({
        "1, 8",
        "2, 8",
        "250, 8",
        "251, 16",
        "500, 16",
        "501, 32",
        "751, 64",
        "1001, 128",
        "1251, 256",
        "1501, 256",
        "10000, 256"
    })
    void doublesEvery250PartsUpToTheLargest(int number, long mebibytes) {
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

    /** S3 takes 10,000 parts of 5 GiB, and no more than their product: only parts that were of 5 GiB from the first would reach it. */
    @Test
    void reachesMostOfTheLimitOfS3WithEnoughMemory() {
        assertThat(new PartPlan(8 * MIB, 5 * GIB).reach() / GIB).isBetween(38_000L, 50_000L);
    }

    /** The largest file in GiB by the largest part: 16M for 64M of memory, 64M for 256M, 256M for 1G, 1G for 4G. */
    @ParameterizedTest
    @CsvSource({"5, 5, 48", "8, 16, 154", "8, 64, 591", "8, 256, 2248", "8, 1024, 8498", "64, 1024, 9234"})
    void endsWhereTenThousandPartsAreFull(long first, long largest, long gibibytes) {
        assertThat(new PartPlan(first * MIB, largest * MIB).reach() / GIB).isEqualTo(gibibytes);
    }

    /**
     * The largest file in GiB by the largest part that memory allows: 9,000 blocks of 5 GiB, and what 1,000 parts before them hold. S3's own
     * limit is 50,000 GiB.
     */
    @ParameterizedTest
    @CsvSource({"5, 5, 48, 45004", "8, 8, 78, 45007", "8, 64, 591, 45029", "8, 1024, 8498, 45029"})
    void reachesNineTenthsOfTheLimitOfS3ByBlocks(long first, long largest, long without, long with) {
        PartPlan plan = new PartPlan(first * MIB, largest * MIB);
        assertThat(plan.reach() / GIB).isEqualTo(without);
        assertThat(plan.reach(BlockPlan.OF_S3) / GIB).isEqualTo(with);
    }

    @Test
    void blocksTakeNothingFromTheReachOfPartsAsLargeAsThey() {
        PartPlan plan = new PartPlan(8 * MIB, 5 * GIB);
        assertThat(plan.reach(BlockPlan.OF_S3)).isGreaterThan(plan.reach());
        assertThat(BlockPlan.OF_S3.takes(10_000, 5 * GIB)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 1024})
    void anObjectAsLargeAsS3TakesIsMadeOfBlocksOnly(long largest) {
        BlockPlan blocks = BlockPlan.OF_S3.with(50_000 * GIB, 0);
        assertThat(blocks.direct()).isZero();
        assertThat(new PartPlan(8 * MIB, largest * MIB).reach(blocks)).isEqualTo(50_000 * GIB);
        assertThat(50_000 * GIB).isEqualTo(ObjectStore.LARGEST_OBJECT);
    }

    /** While memory is short, parts are as small as S3 takes them; the plan holds even if all are. */
    @ParameterizedTest
    @ValueSource(longs = {1, 5 * GIB, 45_000 * GIB, 45_005 * GIB, 48_000 * GIB + 1, 49_996 * GIB, 50_000 * GIB - 1})
    void aToldLengthFits(long told) {
        for (int used : new int[] {0, 1, 400}) {
            BlockPlan blocks = BlockPlan.OF_S3.with(told, used);
            long direct = Math.max(0, blocks.direct() - used);
            long reach = direct * 5 * MIB + (10_000 - used - direct) * 5 * GIB;
            if (told <= (10_000 - used) * 5 * GIB) {
                assertThat(reach).as("%d parts used", used).isGreaterThanOrEqualTo(told);
            } else {
                assertThat(direct).as("%d parts used", used).isZero();
            }
        }
    }

    @Test
    void aLengthThatNeedsNoMoreBlocksChangesNothing() {
        assertThat(BlockPlan.OF_S3.with(0, 0)).isEqualTo(BlockPlan.OF_S3);
        assertThat(BlockPlan.OF_S3.with(1024 * GIB, 0)).isEqualTo(BlockPlan.OF_S3);
    }
}
