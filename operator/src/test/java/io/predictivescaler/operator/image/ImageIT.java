package io.predictivescaler.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of the image without building it: its Java runtime suffices, and its list of classes is not of long ago. */
class ImageIT {
    private static final Path JAR =
            Path.of(System.getProperty("root.directory"), "operator/target/predictive-scaler.jar");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    /** Kubernetes kills after 30 s. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    /** Of our own classes that a run loads: below, a start has grown slower by what the archive lacks. */
    private static final double ENOUGH_LISTED = 0.8;

    @TempDir
    static Path directory;

    private static JavaRuntime runtime;

    @BeforeAll
    static void linkTheRuntime() {
        assumeTrue(
                JavaRuntime.canBeLinked(),
                () -> "skipped: the image's Java runtime cannot be linked, for this is Java "
                        + Runtime.version().feature() + ", or has no jmods: add a JDK " + JavaRuntime.VERSION
                        + " with jmods, or Eclipse Temurin's, to Maven's toolchains");
        runtime = JavaRuntime.link(directory.resolve("java"));
    }

    /** One run: a start of the operator on two busy cores takes seconds. */
    @Test
    void theOperatorLivesOnTheImagesRuntimeFromItsElectionToSigterm() throws IOException {
        Path loaded = directory.resolve("loaded.txt");
        try (SmallCluster cluster = SmallCluster.start(Instant.now(), 1);
                OperatorProcess operator = OperatorProcess.start(
                        List.of(runtime.java().toString(), "-XX:DumpLoadedClassList=" + loaded, "-jar", JAR.toString()),
                        directory,
                        cluster,
                        directory.resolve("operator.log"))) {
            cluster.add("checkout", "");
            cluster.add("search", """
                    timeZone: Europe/Berlin
                    calendar:
                    - name: mornings
                      schedule: "0 7 * * MON-FRI"
                      duration: 3h
                      minReplicas: 10
                    - name: holidays
                      country: DE
                      treatAs: Sunday
                    """);

            assertThat(operator.await("/healthz")).isNotEmpty();
            operator.await("/readyz");
            cluster.awaitCondition("checkout", "ForecastReady", "True", LONG_ENOUGH);
            cluster.awaitCondition("search", "ForecastReady", "True", LONG_ENOUGH);
            assertThat(operator.await("/metrics")).contains("predictive_scaler_");
            assertThat(operator.stop(LONGEST_STOP)).as("ended by SIGTERM").isEqualTo(128 + 15);
            assertThat(operator.output())
                    .contains("stopping; targets keep the bounds they have")
                    .doesNotContain("ClassNotFoundException", "NoClassDefFoundError", "not stopped within");
        }
        theListKnowsMostOf(ClassList.read(loaded));
    }

    @Test
    void theRuntimeHasEveryModuleThatTheProgramRefersTo() {
        String found = JavaRuntime.run(
                "jdeps",
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(JavaRuntime.VERSION),
                "--print-module-deps",
                JAR.toString());

        Set<String> needed = new TreeSet<>(Arrays.asList(found.strip().split(",")));
        needed.remove("java.desktop");
        assertThat(JavaRuntime.MODULES).containsAll(needed);
    }

    private static void theListKnowsMostOf(ClassList loaded) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            loaded.write(ClassList.COMMITTED);
        }
        Set<String> known = ClassList.read(ClassList.COMMITTED).own();
        List<String> unknown =
                loaded.own().stream().filter(name -> !known.contains(name)).toList();
        assertThat((double) unknown.size() / loaded.own().size())
                .as(
                        "the image's archive lacks %d of our own %d classes that a start needs, such as %s: list them anew with"
                                + " -Dgolden.update=true",
                        unknown.size(),
                        loaded.own().size(),
                        unknown.stream().findFirst().orElse("none"))
                .isLessThan(1 - ENOUGH_LISTED);
    }
}
