package dev.forja.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Finds a JDK that can run the compiler: what the build selected comes first, then what the machine
 * has.
 */
final class JdkFinder {
    static final int NEEDED = 25;
    private static final Pattern FEATURE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private final ToolchainManager toolchains;
    private final MavenSession session;

    JdkFinder(ToolchainManager toolchains, MavenSession session) {
        this.toolchains = toolchains;
        this.session = session;
    }

    /**
     * The home folder of a JDK 25 or newer.
     *
     * @param wanted the one that the user named, or null
     */
    Path find(Path wanted) throws IOException, MojoFailureException {
        if (wanted != null) {
            if (feature(wanted) < NEEDED) {
                throw new MojoFailureException(
                        "forja.jdkHome names no JDK " + NEEDED + " or newer: " + wanted);
            }
            return wanted;
        }
        for (Path home : candidates()) {
            if (feature(home) >= NEEDED) {
                return home;
            }
        }
        throw new MojoFailureException(
                "Forja needs a JDK "
                        + NEEDED
                        + " or newer, and found none: install one, declare it as a Maven"
                        + " toolchain, or name it with -Dforja.jdkHome=FOLDER");
    }

    /** The feature release of the JDK at this home, or 0 when it is none. */
    static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        Path bin = home.resolve("bin");
        boolean java = Files.exists(bin.resolve("java")) || Files.exists(bin.resolve("java.exe"));
        if (!java || !Files.isRegularFile(release)) {
            return 0;
        }
        Matcher version = FEATURE.matcher(Files.readString(release));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    private List<Path> candidates() throws IOException {
        List<Path> homes = new ArrayList<>();
        addToolchain(homes, toolchains.getToolchainFromBuildContext("jdk", session));
        List<Toolchain> declared =
                toolchains.getToolchains(session, "jdk", Map.of("version", "[" + NEEDED + ",)"));
        if (declared != null) {
            declared.forEach(toolchain -> addToolchain(homes, toolchain));
        }
        homes.add(Path.of(System.getProperty("java.home")));
        addIfSet(homes, System.getenv("JAVA_HOME"));
        addFromPath(homes, System.getenv("PATH"));
        String user = System.getProperty("user.home");
        for (String folder :
                List.of(
                        "/usr/lib/jvm",
                        "/usr/java",
                        "/opt/java",
                        user + "/.sdkman/candidates/java",
                        user + "/.jdks",
                        user + "/.m2/jdks",
                        "/Library/Java/JavaVirtualMachines",
                        "C:\\Program Files\\Java")) {
            addChildren(homes, Path.of(folder));
        }
        return homes;
    }

    private static void addToolchain(List<Path> homes, Toolchain toolchain) {
        String java = toolchain == null ? null : toolchain.findTool("java");
        if (java != null) {
            homes.add(Path.of(java).getParent().getParent());
        }
    }

    private static void addIfSet(List<Path> homes, String home) {
        if (home != null && !home.isBlank()) {
            homes.add(Path.of(home));
        }
    }

    private static void addFromPath(List<Path> homes, String path) throws IOException {
        for (String folder :
                path == null ? new String[0] : path.split(Pattern.quote(File.pathSeparator))) {
            Path javac = Path.of(folder).resolve("javac");
            if (Files.exists(javac)) {
                homes.add(javac.toRealPath().getParent().getParent());
            }
        }
    }

    private static void addChildren(List<Path> homes, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> children;
        try (var list = Files.list(folder)) {
            children = list.sorted().toList();
        }
        for (Path child : children) {
            homes.add(child);
            homes.add(child.resolve("Contents").resolve("Home"));
        }
    }
}
