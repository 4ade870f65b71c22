package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.VerdictText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page about a simulation: the verdict first, then what it rests on. */
public final class Report {
    private Report() {}

    /** The page about {@code findings}; the same findings give the same page. */
    public static Page of(Findings findings, ReportContext context) {
        RunChart run = new RunChart(findings, context);
        List<Html> sections = new ArrayList<>();
        sections.add(Headline.verdict(VerdictText.judged(findings)));
        sections.add(Headline.tiles(findings));
        sections.add(run.section());
        sections.add(new StrategyTable(findings).section());
        sections.addAll(new WorstDays(findings, context).section());
        sections.addAll(new FrontierSection(findings).section());
        sections.add(new Decisions(findings).section());
        sections.add(new Setting(findings, context).section());
        return new Page(
                context.title() + " · Predictive Scaler simulation",
                List.of(
                        Headline.header(findings, context),
                        Html.of("main", sections),
                        Html.of(
                                "footer",
                                Html.of(
                                        "p",
                                        "A simulation with the operator's own code beside a model of the autoscaler. "
                                                + "This file holds everything that it shows and asks nobody for anything."))),
                Map.of(RunChart.ID, run.chart()));
    }
}
