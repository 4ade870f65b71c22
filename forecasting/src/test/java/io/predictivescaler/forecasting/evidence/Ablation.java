package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.Recipe.Treatment;
import io.predictivescaler.forecasting.quantile.Widths;
import io.predictivescaler.forecasting.selection.Admission;
import io.predictivescaler.forecasting.selection.Weighting;
import io.predictivescaler.forecasting.series.Season;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The product's recipe with one part left out or changed, by what is said about it in the tables. */
final class Ablation {
    private static final List<String> MEMBERS = Admission.labels(EnumSet.allOf(Season.class));
    private static final double NEVER = 1e9;

    private Ablation() {}

    /** Members that do the same kind of thing. */
    static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("flat members", List.of("last-value", "recent-mean", "day-median"));
        groups.put("hour slots", group(label -> label.startsWith("hour")));
        groups.put("harmonics", group(label -> label.startsWith("harmonics")));
        groups.put("members of yesterday", group(label -> label.startsWith("yesterday")));
        groups.put("day profiles", group(label -> label.startsWith("day-profile")));
        groups.put("weekly members", group(label -> label.startsWith("last-week") || label.startsWith("week-")));
        groups.put("autoregressions", group(label -> label.endsWith("-ar")));
        groups.put("ratios", group(label -> label.endsWith("-ratio")));
        groups.put("lasting level", group(label -> label.endsWith("-level")));
        groups.put("residuals", group(label -> label.endsWith("-residual")));
        return groups;
    }

    private static List<String> group(Predicate<String> belongs) {
        return MEMBERS.stream().filter(belongs).toList();
    }

    /** Without groups of members, and without single ones. */
    static Map<String, Recipe> members() {
        Map<String, Recipe> variants = new LinkedHashMap<>();
        groups().forEach((name, labels) -> {
            if (labels.size() > 1) {
                variants.put(
                        "without the " + name + " (" + labels.size() + ")", Recipe.STANDARD.withoutMembers(labels));
            }
        });
        for (String label : MEMBERS) {
            variants.put("without `" + label + "`", Recipe.STANDARD.withoutMembers(List.of(label)));
        }
        return variants;
    }

    /** Each member by itself. */
    static Map<String, Recipe> alone() {
        Map<String, Recipe> variants = new LinkedHashMap<>();
        for (String label : MEMBERS) {
            variants.put("`" + label + "`", Recipe.STANDARD.alone(label));
        }
        return variants;
    }

    /** Without treatments, and with other weights and widths. */
    static Map<String, Recipe> treatments() {
        Map<String, Recipe> variants = new LinkedHashMap<>();
        for (Treatment treatment : Treatment.values()) {
            variants.put("without " + inWords(treatment), Recipe.STANDARD.without(treatment));
        }
        Weighting weighting = Weighting.STANDARD;
        variants.put("all weights equal", weighted(weighting, "power", 0, "worst", NEVER));
        variants.put("the best member alone, by the bucket", weighted(weighting, "power", 1000));
        variants.put("members twice as bad as the best stay", weighted(weighting, "worst", NEVER));
        variants.put("errors are not shrunk", weighted(weighting, "shrinkage", 1e-9));
        variants.put("old trials weigh as much as new ones", weighted(weighting, "halfLifeDays", NEVER));
        variants.put("trials of any time of day weigh the same", weighted(weighting, "otherTimes", 1));
        variants.put("weights do not follow the blend's own error", weighted(weighting, "learningRate", 0));
        Widths widths = Widths.STANDARD;
        variants.put("widths: the best scale alone", wide(widths, "scalePower", 1000));
        variants.put("widths: all scales alike", wide(widths, "scalePower", 0));
        variants.put("widths: no pooling of neighbouring buckets", wide(widths, "pooled", 0));
        variants.put("widths: no caution about short samples", wide(widths, "shortSample", 0));
        variants.put("widths: old outcomes weigh as much as new ones", wide(widths, "halfLifeDays", NEVER));
        return variants;
    }

    private static Recipe weighted(Weighting weighting, Object... changes) {
        Weighting changed = weighting;
        for (int i = 0; i < changes.length; i += 2) {
            changed = Constant.named(changed, (String) changes[i]).in(changed, ((Number) changes[i + 1]).doubleValue());
        }
        return Recipe.STANDARD.with(changed);
    }

    private static Recipe wide(Widths widths, String constant, double value) {
        return Recipe.STANDARD.with(Constant.named(widths, constant).in(widths, value));
    }

    /** {@code OutageMask} is "outage mask". */
    private static String inWords(Treatment treatment) {
        String words = treatment.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.toLowerCase(Locale.ROOT);
    }
}
