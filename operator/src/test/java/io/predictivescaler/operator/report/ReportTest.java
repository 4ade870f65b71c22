package io.predictivescaler.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.testkit.SomeFindings;
import io.predictivescaler.planning.Reason;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final ReportContext CONTEXT = new ReportContext(
            "shop/checkout", "checkout.csv", "requests/s", List.of("Gaps are bridged."), "kind: PredictiveScaler\n");
    private static final String HOSTILE =
            "</script></title></pre><script>alert('x')</script><img src=x onerror=alert(1)>\u0000";

    @Test
    void beginsWithTheVerdict() {
        String page = page(SomeFindings.seeded(1));

        assertThat(page)
                .contains("<h1>shop/checkout</h1>")
                .contains("<title>shop/checkout · Predictive Scaler simulation</title>");
        assertThat(page)
                .contains(
                        "<p class=\"verdict good\">In these 3 days the HPA alone was short of capacity for 121 minutes; "
                                + "with the operator it would have been 14, for 11\u00a0% more replica-hours.</p>");
        assertThat(page.indexOf("class=\"verdict")).isLessThan(page.indexOf("<h2>"));
    }

    @Test
    void coloursAVerdictThatSpeaksAgainstTheOperatorAccordingly() {
        assertThat(page(SomeFindings.seeded(1).withShort(List.of(0, 0, 0), List.of(0, 1, 0))))
                .contains("<p class=\"verdict bad\">")
                .contains("would have been for 1 minute");
        assertThat(page(SomeFindings.seeded(1).withMoves(0))).contains("<p class=\"verdict\">");
    }

    @Test
    void namesEveryStrategyWithItsScores() {
        assertThat(text(page(SomeFindings.seeded(1))))
                .contains("HPA alone 121 2.8 % 400 – × 1.25 6,000 120 36 Tue 5 May 2026 100 minutes")
                .contains("HPA + operator 14 0.3 % 444 × 1.11 × 1.39 6,660 120 36 Tue 5 May 2026 14 minutes")
                .contains("HPA + copy of last week 55 1.3 % 480 × 1.20 × 1.50 7,200 120 36 Wed 6 May 2026 30 minutes")
                .contains("static maximum 0 0 % 1,440 × 3.60 × 4.50 21,600 120 36 –")
                .contains("oracle 0 0 % 320 × 0.80 – 4,800 120 36 –");
    }

    @Test
    void foldsTheElasticityAway() {
        assertThat(page(SomeFindings.seeded(1))).contains("<details><summary>Elasticity as SPEC measures it</summary>");
    }

    @Test
    void leadsFromAWorstDayToTheChart() {
        String page = page(SomeFindings.seeded(1));

        // Midnight in Berlin, not in Greenwich.
        assertThat(page)
                .contains("data-chart=\"run\" data-from=\"1777932000\" data-to=\"1778018400\">Tue 5 May 2026</button>");
        assertThat(text(page))
                .containsPattern(
                        "Tue 5 May 2026 100 14 7\\d\\d 1\\d Wed 6 May 2026 14 0 7\\d\\d 1\\d Mon 4 May 2026 7 0 7\\d\\d");
        assertThat(page)
                .contains(
                        "With the operator the worst day was Tue 5 May 2026, short for 14 minutes; the HPA alone was short for 100 minutes on it.");
    }

    @Test
    void leavesTheWorstDaysOutWhereThereAreNone() {
        assertThat(page(SomeFindings.seeded(1).withShort(List.of(0, 0, 0), List.of(0, 0, 0))))
                .contains("there was nothing to gain")
                .doesNotContain("The worst days");
    }

    @Test
    void drawsTheFrontierOnlyWhereThereIsOne() {
        String without = page(SomeFindings.seeded(1));
        String with = page(SomeFindings.seeded(1).withFrontier());

        assertThat(without).doesNotContain("<svg").doesNotContain("Cost against shortage");
        assertThat(with).contains("Cost against shortage").contains("<polyline class=\"path\"");
        assertThat(Pattern.compile("<circle ").matcher(with).results()).hasSize(9);
        assertThat(text(with))
                .contains(
                        "At the cost of the HPA alone the operator would at best have been short for 30 minutes, planning for P90 with the"
                                + " autoscaler's target at 80 %. For at most 8 % more the operator would at best have been short for 30 minutes")
                .contains("P50 70 % 55 405 × 1.01 P90 70 % 14 444 × 1.11 P99 70 % 1 520 × 1.30 P50 80 % 108 370 × 0.93")
                .contains("HPA alone – 121 400 × 1.00")
                .contains("target 80 %");
    }

    @Test
    void showsTheFirstMovesAndFoldsTheRestAway() {
        String few = page(SomeFindings.seeded(1).withMoves(20));
        String many = page(SomeFindings.seeded(1).withMoves(21));

        assertThat(few).contains("All moves of the bounds").doesNotContain("<details class=\"long\">");
        assertThat(text(few))
                .contains(
                        "Mon 4 May 2026 00:00 2 → 7 ForecastRaise P90 of demand needs 7 replicas Mon 4 May 2026 00:30 7 → 2 ForecastRelease");
        assertThat(many).contains("The first 20 moves of the bounds").contains("<summary>The other 1 move</summary>");
    }

    @Test
    void keepsAFileSmallHoweverOftenTheOperatorMoved() {
        String page = page(SomeFindings.seeded(1).withMoves(40_000));

        assertThat(page).contains("The other 39,980 moves, of which this file holds the first 2,980");
        assertThat(page.length()).isLessThan(1_500_000);
    }

    @Test
    void saysForHowLongTheOperatorHadNoSay() {
        String page = page(SomeFindings.seeded(1)
                .withLooks(Map.of(Reason.Distrusted, 1800, Reason.AwaitingDemand, 1, Reason.ForecastKeep, 2519)));

        assertThat(page)
                .contains(
                        "It would have moved the bounds 30 times, 15 of them upward. For 30 hours it did not trust its forecasts "
                                + "and left the HPA to itself. For 1 minute it had no usable forecast. Times are Europe/Berlin.");
    }

    @Test
    void tellsWhatWasSimulated() {
        assertThat(text(page(SomeFindings.seeded(1))))
                .contains("Demand checkout.csv")
                .contains("Query sum(rate(http_requests_total{app=\"checkout\"}[5m]))")
                .contains("Time Mon 4 May 2026 00:00 to Thu 7 May 2026 00:00 (Europe/Berlin)")
                .contains("History before it 11 days")
                .contains("Capacity per replica 50 requests/s at the autoscaler's target, 71 requests/s at most")
                .contains(
                        "Autoscaler CPU at 70 %, 2 to 80 replicas, tolerance 10 %, a decision every 15s on metrics 30s old")
                .contains("Its behavior the default")
                .contains("Start-up of a pod 3 minutes")
                .contains("plans for P90 of demand, 4m15s ahead")
                .contains("Assumptions Gaps are bridged.")
                .contains("To apply it kind: PredictiveScaler");
    }

    @Test
    void leavesOutWhatNobodyGave() {
        String page = Report.of(SomeFindings.seeded(1).findings(), new ReportContext("a", "b", "", List.of(), ""))
                .markup();

        assertThat(page)
                .doesNotContain("Assumptions")
                .doesNotContain("To apply it")
                .contains("Peak demand");
    }

    @Test
    void takesTextForTextWhereverItComesFrom() {
        String page = Report.of(
                        SomeFindings.seeded(1).withMessage(HOSTILE).findings(),
                        new ReportContext(HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), HOSTILE))
                .markup();

        assertThat(page).doesNotContain("<img").doesNotContain("<script>alert").doesNotContain("\u0000");
        assertThat(page.split("(?i)</script>", -1)).hasSize(4);
        assertThat(page.split("(?i)</title>", -1)).hasSize(2);
        assertThat(page).contains("<h1>&lt;/script&gt;&lt;/title&gt;&lt;/pre&gt;&lt;script&gt;alert(&#39;x&#39;)");
    }

    @Test
    void asksNobodyForAnything() {
        String page = page(SomeFindings.seeded(1).withFrontier());

        assertThat(Pattern.compile(
                                "(?i)<(?:link|base|iframe|object|embed|img|form|a)\\b|\\b(?:src|href|srcset|action)\\s*=\\s*[\"']|url\\(|@import")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void isTheSameForTheSameFindings() {
        assertThat(page(SomeFindings.seeded(7))).isEqualTo(page(SomeFindings.seeded(7)));
    }

    private static String page(SomeFindings findings) {
        return Report.of(findings.findings(), CONTEXT).markup();
    }

    /** What a reader sees, a space between any two elements. */
    private static String text(String page) {
        return page.substring(page.indexOf("<body>"), page.indexOf("<script type"))
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replaceAll("[ \n]+", " ");
    }
}
