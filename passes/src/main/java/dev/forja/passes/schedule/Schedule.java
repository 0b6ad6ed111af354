package dev.forja.passes.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The decisions for one kernel; prints as {@code vectorize(n, 2x16) jam(m, 12) pack(w, n k)} and
 * parses back.
 */
public record Schedule(List<ScheduleStep> steps) {
    /** Plain nested loops in scalar code. */
    public static final Schedule NONE = new Schedule(List.of());

    private static final Pattern STEP = Pattern.compile("(\\w+)\\(([^)]*)\\)");

    public Schedule {
        steps = List.copyOf(steps);
    }

    public Optional<ScheduleStep.Vectorize> vectorize() {
        return only(ScheduleStep.Vectorize.class);
    }

    public Optional<ScheduleStep.Jam> jam() {
        return only(ScheduleStep.Jam.class);
    }

    public int group() {
        return only(ScheduleStep.Group.class).map(ScheduleStep.Group::panels).orElse(1);
    }

    /** The axes along which calls may be cut into parts, outermost first. */
    public List<String> parallel() {
        return only(ScheduleStep.Parallel.class).map(ScheduleStep.Parallel::axes).orElse(List.of());
    }

    /** Positions of an axis that belong together: cuts lie between blocks. */
    public int block(String axis) {
        var panel = vectorize().filter(step -> step.axis().equals(axis));
        if (panel.isPresent()) {
            return panel.get().panel() * group();
        }
        return jam().filter(step -> step.axis().equals(axis))
                .map(ScheduleStep.Jam::factor)
                .orElse(1);
    }

    /** The same decisions and one more. */
    public Schedule with(ScheduleStep step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new Schedule(longer);
    }

    public List<ScheduleStep.Pack> packs() {
        return steps.stream()
                .filter(ScheduleStep.Pack.class::isInstance)
                .map(ScheduleStep.Pack.class::cast)
                .toList();
    }

    private <S extends ScheduleStep> Optional<S> only(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public static Schedule parse(String text) {
        var steps = new ArrayList<ScheduleStep>();
        var matcher = STEP.matcher(text);
        while (matcher.find()) {
            steps.add(step(matcher.group(1), matcher.group(2).split(",\\s*")));
        }
        var schedule = new Schedule(steps);
        if (!schedule.toString().equals(text.strip().replaceAll("\\s+", " "))) {
            throw new IllegalArgumentException("not a schedule: " + text);
        }
        return schedule;
    }

    private static ScheduleStep step(String name, String[] args) {
        return switch (name) {
            case "vectorize" -> {
                var counts = args[1].split("x");
                yield new ScheduleStep.Vectorize(
                        args[0], Integer.parseInt(counts[1]), Integer.parseInt(counts[0]));
            }
            case "jam" -> new ScheduleStep.Jam(args[0], Integer.parseInt(args[1]));
            case "group" -> new ScheduleStep.Group(Integer.parseInt(args[0]));
            case "parallel" -> new ScheduleStep.Parallel(List.of(args[0].split(" ")));
            case "pack" -> {
                var axes = new ArrayList<>(List.of(args[1].split(" ")));
                int padding =
                        axes.getLast().startsWith("+") ? Integer.parseInt(axes.removeLast()) : 0;
                yield new ScheduleStep.Pack(args[0], axes, padding);
            }
            default -> throw new IllegalArgumentException("unknown schedule step '" + name + "'");
        };
    }

    @Override
    public String toString() {
        return steps.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
