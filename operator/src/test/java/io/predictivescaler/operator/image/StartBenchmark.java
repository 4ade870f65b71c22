package io.predictivescaler.operator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a start of the operator costs on the image's files, and what it holds in memory, for docs/benchmarks.md. Linux only: it reads /proc. */
final class StartBenchmark {
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);
    private static final int MILLIS_PER_TICK = 10;

    private final Path image;

    private StartBenchmark(Path image) {
        this.image = image;
    }

    /** What one start came to: milliseconds, and kibibytes resident. */
    private record Start(long healthy, long forecast, long cpu, long resident) {}

    /** The directory that {@link ImageFiles} filled, how often each variant is started, and how many resources the last one looks after. */
    public static void main(String[] arguments) throws IOException {
        StartBenchmark benchmark = new StartBenchmark(Path.of(arguments[0]).toAbsolutePath());
        int runs = Integer.parseInt(arguments[1]);
        System.out.println("medians of " + runs
                + ": /healthz [ms], first forecast [ms], CPU until then [ms], resident then [MiB]");
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            // In turn, so that a busy minute of the machine hits all of them.
            for (Map.Entry<String, List<String>> variant : benchmark.variants().entrySet()) {
                starts.computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
                        .add(benchmark.start(variant.getValue()));
            }
        }
        starts.forEach((name, all) -> System.out.printf(
                "%-32s %6d %6d %6d %6d%n",
                name,
                median(all, Start::healthy),
                median(all, Start::forecast),
                median(all, Start::cpu),
                median(all, Start::resident) / 1024));
        benchmark.grow(Integer.parseInt(arguments[2]));
    }

    private Map<String, List<String>> variants() {
        String archive = "-XX:SharedArchiveFile=" + image.resolve("archive/app/predictive-scaler.jsa");
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("as in the image", List.of(archive));
        variants.put("without the archive", List.of("-Xshare:off"));
        variants.put("G1", List.of(archive, "-XX:-UseSerialGC", "-XX:+UseG1GC"));
        variants.put("compact headers, no archive", List.of("-Xshare:off", "-XX:+UseCompactObjectHeaders"));
        return variants;
    }

    private Start start(List<String> options) throws IOException {
        try (SmallCluster cluster = SmallCluster.start(Instant.now(), 1)) {
            cluster.add("checkout", "");
            long begun = System.nanoTime();
            try (OperatorProcess operator = run(options, cluster)) {
                operator.await("/healthz");
                long healthy = System.nanoTime();
                cluster.awaitCondition("checkout", "ForecastReady", "True", LONG_ENOUGH);
                long forecast = System.nanoTime();
                return new Start(
                        (healthy - begun) / 1_000_000,
                        (forecast - begun) / 1_000_000,
                        cpuMillis(operator.pid()),
                        residentKibibytes(operator.pid()));
            }
        }
    }

    /** Ten resources, and then so many, with the memory that the chart allows. */
    private void grow(int count) throws IOException {
        try (SmallCluster cluster = SmallCluster.start(Instant.now(), 1);
                OperatorProcess operator = run(
                        List.of(
                                "-Xmx700m",
                                "-XX:SharedArchiveFile=" + image.resolve("archive/app/predictive-scaler.jsa")),
                        cluster)) {
            operator.await("/readyz");
            System.out.printf("no resources: %d MiB%n", residentKibibytes(operator.pid()) / 1024);
            int there = 0;
            for (int wanted : List.of(10, count)) {
                cluster.add(there, wanted);
                there = wanted;
                cluster.awaitForecasts(wanted, LONG_ENOUGH);
                System.out.printf(
                        "%d resources: %d MiB, CPU since the start %d s%n",
                        wanted, residentKibibytes(operator.pid()) / 1024, cpuMillis(operator.pid()) / 1000);
            }
        }
    }

    private OperatorProcess run(List<String> options, SmallCluster cluster) {
        Path jar = image.resolve("program/app/predictive-scaler.jar");
        List<String> command = new ArrayList<>();
        command.add(new JavaRuntime(image.resolve("runtime/opt/java")).java().toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return OperatorProcess.start(command, jar.getParent(), cluster, image.resolve("benchmark.log"));
    }

    private static long median(List<Start> starts, ToLongFunction<Start> of) {
        return starts.stream()
                .mapToLong(of)
                .sorted()
                .skip(starts.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** In user and system mode. */
    private static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
    }

    private static long residentKibibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
