package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Workspace;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which entries are called on made-up input, and with what. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RehearsalTest {
    private static CompiledModel model(String operator) throws ReflectiveOperationException {
        Sample sample = OpCatalog.samples().get(operator).getFirst();
        var classes = new CompiledProgram(Program.of(sample)).classes();
        return (CompiledModel)
                new Loader(classes).find("generated.Program").getConstructor().newInstance();
    }

    private static Object[] arrays(CompiledModel model, int[] sizes)
            throws ReflectiveOperationException {
        var method = model.getClass().getDeclaredMethod("rehearsal", String.class, int[].class);
        method.setAccessible(true);
        return (Object[]) method.invoke(model, Program.ENTRY, sizes);
    }

    private static int[] sizes(CompiledModel model, int size) {
        var sizes = new int[model.spec().entry(Program.ENTRY).symbols().size()];
        Arrays.fill(sizes, size);
        return sizes;
    }

    /** A loop over made-up data might never end. */
    @Test
    void aLoopThatDependsOnTheDataIsNotRehearsed() throws ReflectiveOperationException {
        var model = model("while");
        assertThat(arrays(model, sizes(model, 3))).isNull();
        assertThat(model.lanes()).isEqualTo(1);
        model.warmUp();
        assertThat(model.lanes()).isEqualTo(Lanes.preferred());
    }

    @Test
    void aLoopOfKnownLengthIs() throws ReflectiveOperationException {
        var model = model("scan");
        var arrays = arrays(model, sizes(model, 3));
        var entry = model.spec().entry(Program.ENTRY);
        assertThat(arrays).hasSize(entry.inputs().size() + entry.outputs().size());
        var method =
                model.getClass()
                        .getDeclaredMethod(
                                "rehearse",
                                String.class,
                                Object[].class,
                                int[].class,
                                Workspace.class);
        method.setAccessible(true);
        // Wrong arrays would be refused.
        method.invoke(model, Program.ENTRY, arrays, sizes(model, 3), new Workspace());
    }
}
