package dev.forja.runtime.train;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.ParameterFileException;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorBlock;
import dev.forja.runtime.TensorFile;
import dev.forja.runtime.TensorFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints: safetensors files of everything that the next steps depend on. Parameters stand
 * under {@code parameters/}, those of the best epoch under {@code best/}, the optimizer's memory is
 * {@code slots}; numbers stand in the metadata, with all their bits. The order of rows needs no
 * place: it follows from seed and step.
 */
final class Checkpoint {
    private static final String FORMAT = "forja checkpoint 1";
    private static final String PARAMETERS = "parameters/";
    private static final String BEST = "best/";
    private static final String SLOTS = "slots";

    /** What the checkpoint must agree on with the run that resumes it. */
    record Identity(
            ModelSpec model,
            EntrySpec loss,
            int slotCount,
            long seed,
            int rows,
            int batchSize,
            int stepsPerEpoch,
            boolean shuffled) {
        Map<String, String> facts() {
            var facts = new LinkedHashMap<String, String>();
            facts.put("format", FORMAT);
            facts.put("model", model.model());
            facts.put("model_digest", model.digest());
            facts.put("loss", loss.name());
            facts.put("seed", Long.toString(seed));
            facts.put("rows", Integer.toString(rows));
            facts.put("batch_size", Integer.toString(batchSize));
            facts.put("steps_per_epoch", Integer.toString(stepsPerEpoch));
            facts.put("shuffled", Boolean.toString(shuffled));
            return facts;
        }
    }

    /** What a checkpoint gives back. */
    record Restored(TrainingState state, Progress progress) {}

    private Checkpoint() {}

    static void save(Path path, Identity identity, TrainingState state, Progress progress)
            throws IOException {
        var metadata = new LinkedHashMap<>(identity.facts());
        metadata.put("step", Long.toString(state.step));
        metadata.put("epoch_loss_sum", Double.toHexString(progress.lossSum));
        metadata.put("epoch_loss_rows", Long.toString(progress.lossRows));
        metadata.put("best_cost", Double.toHexString(progress.bestCost));
        metadata.put("epochs_without_best", Integer.toString(progress.epochsWithoutBest));
        var tensors = new ArrayList<>(stateBlocks(state));
        if (progress.best != null) {
            tensors.addAll(progress.best.blocks(BEST));
        }
        TensorFileWriter.write(path, metadata, tensors);
    }

    /**
     * Reads a checkpoint.
     *
     * @param initial parameters of the run; they give the layout
     * @throws ParameterFileException if the file is broken or belongs to another run
     */
    static Restored load(Path path, Identity identity, Parameters initial) throws IOException {
        try (var file = TensorFile.open(path)) {
            var metadata = file.metadata();
            requireSame(path, identity.facts(), metadata);
            var state = new TrainingState(initial, identity.slotCount(), identity.seed());
            var best = new TrainingState(initial, 0, identity.seed());
            boolean hasBest = file.names().stream().anyMatch(name -> name.startsWith(BEST));
            var tensors = new ArrayList<>(stateBlocks(state));
            if (hasBest) {
                tensors.addAll(best.parameterBlocks(BEST));
            }
            file.read(tensors);

            var progress = new Progress();
            try {
                state.step = Long.parseLong(required(metadata, "step"));
                progress.lossSum = Double.parseDouble(required(metadata, "epoch_loss_sum"));
                progress.lossRows = Long.parseLong(required(metadata, "epoch_loss_rows"));
                progress.bestCost = Double.parseDouble(required(metadata, "best_cost"));
                progress.epochsWithoutBest =
                        Integer.parseInt(required(metadata, "epochs_without_best"));
            } catch (IllegalArgumentException e) {
                throw new ParameterFileException(
                        path, List.of("cannot read the metadata: " + e.getMessage()));
            }
            if (state.step < 0 || progress.lossRows < 0 || progress.epochsWithoutBest < 0) {
                throw new ParameterFileException(
                        path, List.of("a count in the metadata is negative"));
            }
            progress.best = hasBest ? best.snapshot() : null;
            return new Restored(state, progress);
        }
    }

    private static List<TensorBlock> stateBlocks(TrainingState state) {
        var blocks = state.parameterBlocks(PARAMETERS);
        blocks.add(
                new TensorBlock(
                        SLOTS, ElementType.F32, new int[] {state.slots.length}, state.slots, 0));
        return blocks;
    }

    private static void requireSame(
            Path path, Map<String, String> expected, Map<String, String> found)
            throws ParameterFileException {
        var problems = new ArrayList<String>();
        expected.forEach((key, value) -> {
            if (!value.equals(found.get(key))) {
                problems.add(
                        "the checkpoint belongs to another run: expected "
                                + key
                                + " '"
                                + value
                                + "', found "
                                + (found.get(key) == null ? "none" : "'" + found.get(key) + "'"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ParameterFileException(path, problems);
        }
    }

    private static String required(Map<String, String> metadata, String key) {
        var value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
