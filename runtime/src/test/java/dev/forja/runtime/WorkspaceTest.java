package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkspaceTest {
    @Test
    void growsOnlyAndKeepsItsArrays() {
        var workspace = new Workspace();
        workspace.reserve(10, 1, 2, 3, 4);
        var f32 = workspace.f32;
        var i64 = workspace.i64;
        assertThat(f32).hasSize(10);
        assertThat(workspace.f64).hasSize(1);
        assertThat(workspace.i32).hasSize(2);
        assertThat(workspace.bool).hasSize(4);
        workspace.reserve(10, 0, 0, 4, 0);
        assertThat(workspace.f32).isSameAs(f32);
        assertThat(workspace.f64).hasSize(1);
        assertThat(workspace.i64).isNotSameAs(i64).hasSize(4);
    }

    @Test
    void impossibleSizesAreExplained() {
        var workspace = new Workspace();
        assertThatThrownBy(() -> workspace.reserve(1L << 31, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483648 f32")
                .hasMessageContaining("smaller batch");
        assertThatThrownBy(() -> workspace.reserve(0, 0, 0, 0, -1)).hasMessageContaining("-1 bool");
    }
}
