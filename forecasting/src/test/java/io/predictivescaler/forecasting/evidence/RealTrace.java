package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A trace with where it comes from.
 *
 * @param source the repository, since traces of one repository are kin
 */
record RealTrace(String name, String source, Series series) {
    private static final Pattern ENTRY = Pattern.compile("\"name\": \"([^\"]+)\".*?\"source\": \"[a-z]+: ([^ \"]+)");

    /** All that lie beside the repository, in the manifest's order. */
    static List<RealTrace> all() throws IOException {
        String manifest = Files.readString(Traces.directory().resolve("manifest.json"))
                .lines()
                .collect(Collectors.joining(" "));
        Matcher entries = ENTRY.matcher(manifest);
        return entries.results()
                .map(entry -> new RealTrace(
                        entry.group(1),
                        entry.group(2),
                        Traces.read(Traces.directory().resolve(entry.group(1) + ".csv"))))
                .toList();
    }
}
