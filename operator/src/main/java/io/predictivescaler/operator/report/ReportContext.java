package io.predictivescaler.operator.report;

import java.util.List;

/**
 * What a report says beside its findings.
 *
 * @param title the workload, {@code shop/checkout}, or what else a person knows it by
 * @param source where demand came from: a file's name, or a Prometheus and its range
 * @param unit of demand; empty where it has no name
 * @param notes what was assumed, left out or filled in, a sentence each
 * @param yaml the resource to apply
 */
public record ReportContext(String title, String source, String unit, List<String> notes, String yaml) {
    public ReportContext {
        notes = List.copyOf(notes);
    }
}
