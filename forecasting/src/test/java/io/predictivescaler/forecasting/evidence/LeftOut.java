package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The guard against tuning: every constant, and whether a group of members is kept, is chosen on the traces of all sources but one, and the
 * chosen recipe is scored on that one. Each is chosen by itself, the others as in the product; then they are put together.
 */
final class LeftOut {
    private static final double[] FACTORS = {0.5, 2};

    private final Bench bench;
    /** For each question the answers that may be chosen; the first is the product's. */
    private final List<List<Answer>> ofConstants = new ArrayList<>();

    private final List<List<Answer>> ofMembers = new ArrayList<>();

    LeftOut(Bench bench) {
        this.bench = bench;
        Record weighting = Recipe.STANDARD.weighting();
        for (Constant constant : Constant.all(weighting)) {
            ask(
                    constant,
                    constant.of(weighting),
                    "weights",
                    value -> recipe -> recipe.with(constant.in(recipe.weighting(), value)));
        }
        Record widths = Recipe.STANDARD.widths();
        for (Constant constant : Constant.all(widths)) {
            ask(
                    constant,
                    constant.of(widths),
                    "widths",
                    value -> recipe -> recipe.with(constant.in(recipe.widths(), value)));
        }
        Ablation.groups()
                .forEach((name, labels) -> ofMembers.add(List.of(
                        new Answer("", UnaryOperator.identity()),
                        new Answer("no " + name, recipe -> recipe.withoutMembers(labels)))));
        bench.start(Stream.of(ofConstants, ofMembers)
                .flatMap(List::stream)
                .flatMap(List::stream)
                .map(Answer::alone)
                .toList());
    }

    /** What may be chosen. */
    enum Scope {
        Constants,
        ConstantsAndMembers
    }

    private List<List<Answer>> questions(Scope scope) {
        return switch (scope) {
            case Constants -> ofConstants;
            case ConstantsAndMembers ->
                Stream.concat(ofConstants.stream(), ofMembers.stream()).toList();
        };
    }

    private void ask(Constant constant, double standard, String of, DoubleFunction<UnaryOperator<Recipe>> set) {
        List<Answer> answers = new ArrayList<>(List.of(new Answer("", UnaryOperator.identity())));
        for (double factor : FACTORS) {
            double value = standard * factor;
            answers.add(new Answer(of + "." + constant.name() + " " + Table.fixed(value, 2), set.apply(value)));
        }
        ofConstants.add(answers);
    }

    /** One way to answer a question: what it changes in a recipe, and how that is called. */
    private record Answer(String name, UnaryOperator<Recipe> change) {
        Recipe alone() {
            return change.apply(Recipe.STANDARD);
        }
    }

    /** The sources, with the numbers of their traces. */
    Map<String, List<Integer>> sources() {
        Map<String, List<Integer>> sources = new TreeMap<>();
        for (int t = 0; t < bench.traces().size(); t++) {
            sources.computeIfAbsent(bench.traces().get(t).source(), s -> new ArrayList<>())
                    .add(t);
        }
        return sources;
    }

    /** What somebody would have chosen who knew these traces. */
    Choice chosenOn(List<Integer> known, Scope scope) {
        Recipe recipe = Recipe.STANDARD;
        List<String> names = new ArrayList<>();
        for (List<Answer> question : questions(scope)) {
            Answer best = question.getFirst();
            for (Answer answer : question) {
                if (score(answer.alone(), known) < score(best.alone(), known)) {
                    best = answer;
                }
            }
            recipe = best.change().apply(recipe);
            if (best != question.getFirst()) {
                names.add(best.name());
            }
        }
        return new Choice(recipe, names);
    }

    /** A recipe, and in what it differs from the product's. */
    record Choice(Recipe recipe, List<String> names) {}

    private double score(Recipe recipe, List<Integer> known) {
        return means(bench.results(recipe), known).overall();
    }

    /** The means over some of the traces. */
    Means means(List<Result> results, List<Integer> of) {
        return Means.of(
                of.stream().map(results::get).toList(),
                of.stream().map(bench.naive()::get).toList());
    }
}
