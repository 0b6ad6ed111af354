package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartGridTest {
    @ParameterizedTest
    @CsvSource({
        "8, 1, 1, 1, 1",
        "8, 7, 1, 1, 1",
        "8, 64, 8, 1, 1",
        "8, 65, 8, 3, 1",
        "8, 10, 16, 100, 6",
        "8, 256, 64, 64, 6",
        "12, 768, 64, 768, 6",
        "64, 1000, 1, 1000, 16",
        "5, 17, 3, 19, 4",
        "8, 1000000, 1, 1, 1",
        "8, 2147483647, 16, 1, 1"
    })
    void everyPositionBelongsToOnePartAndCutsLieBetweenBlocks(
            int wanted, int outer, int outerBlock, int inner, int innerBlock) {
        var grid = new PartGrid();
        grid.cut(wanted, outer, outerBlock, inner, innerBlock);
        long area = 0;
        int outerEnd = 0;
        int innerEnd = 0;
        for (int part = 0; part < grid.parts(); part++) {
            int from = grid.outerFrom(part);
            int innerFrom = grid.innerFrom(part);
            assertThat(from % outerBlock).isZero();
            assertThat(innerFrom % innerBlock).isZero();
            assertThat(innerFrom).isEqualTo(innerEnd % inner);
            assertThat(from).isEqualTo(innerFrom == 0 ? outerEnd : outerEnd - height(grid, part));
            area += (long) height(grid, part) * (grid.innerTo(part) - innerFrom);
            outerEnd = grid.outerTo(part);
            innerEnd = grid.innerTo(part);
        }
        assertThat(area).isEqualTo((long) outer * inner);
        assertThat(outerEnd).isEqualTo(outer);
        assertThat(innerEnd).isEqualTo(inner);
        long blocks = (long) Math.ceilDiv(outer, outerBlock) * Math.ceilDiv(inner, innerBlock);
        assertThat(grid.parts()).isBetween((int) Math.min(blocks, wanted), 4 * wanted);
    }

    private static int height(PartGrid grid, int part) {
        return grid.outerTo(part) - grid.outerFrom(part);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "0, 0"})
    void nothingIsCutIntoNoParts(int outer, int inner) {
        var grid = new PartGrid();
        grid.cut(8, outer, 4, inner, 4);
        assertThat(grid.parts()).isZero();
    }
}
