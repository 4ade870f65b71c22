package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.testkit.ReferenceDoc;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/decisions.md explains every reason, limit and condition, and quotes what the product says. For a new one: an example in {@link
 * DecisionExamples}, a section or a row in the document, and then {@code mvn -pl operator -am test -Dtest=DecisionsDocTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true} to write the quotes anew.
 */
class DecisionsDocTest {
    private static final String REASONS = "Reasons";
    private static final String LIMITS = "Limits";
    private static final String CONDITIONS = "Conditions";
    private static final String TO_DO = "**What to do:** ";

    private final ReferenceDoc doc = ReferenceDoc.of("decisions.md");

    private static List<String> sentences(List<Plan> examples) {
        return examples.stream().map(plan -> plan.decision().message()).toList();
    }

    private void assertQuotes(String part, String section, List<String> sentences) {
        if (Boolean.getBoolean("golden.update")) {
            doc.quote(part, section, sentences);
        }
        assertThat(doc.quotes(part, section))
                .as("what docs/decisions.md quotes of %s; -Dgolden.update=true writes it anew", section)
                .isEqualTo(sentences);
    }

    private static String[] names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    }

    @Nested
    class OfReasons {
        @Test
        void hasASectionForEach() {
            assertThat(doc.sections(REASONS)).doesNotHaveDuplicates().containsExactlyInAnyOrder(names(Reason.class));
        }

        @ParameterizedTest
        @EnumSource
        void saysWhatToDo(Reason reason) {
            assertThat(doc.prose(REASONS, reason.name())).contains(TO_DO);
        }

        @ParameterizedTest
        @EnumSource
        void quotesWhatTheProductSays(Reason reason) {
            assertQuotes(REASONS, reason.name(), sentences(DecisionExamples.of(reason)));
        }

        @ParameterizedTest
        @EnumSource
        void explainsWithASentenceOfNumbersAndUnits(Reason reason) {
            assertThat(DecisionExamples.of(reason)).isNotEmpty().allSatisfy(plan -> {
                assertThat(plan.decision().reason()).isEqualTo(reason);
                assertThat(plan.decision().message())
                        .containsPattern("\\d replicas?\\b")
                        .doesNotContain(". ", "\n")
                        .doesNotEndWith(".")
                        .hasSizeLessThanOrEqualTo(PredictiveScalerStatus.LONGEST_DECISION_MESSAGE);
            });
        }

        @ParameterizedTest
        @EnumSource
        void tellsNoTimeWithoutItsZone(Reason reason) {
            assertThat(sentences(DecisionExamples.of(reason)))
                    .allSatisfy(sentence -> assertThat(sentence.replaceAll("\\d\\d:\\d\\d to ", ""))
                            .doesNotContainPattern("\\d\\d:\\d\\d(?! [A-Z])"));
        }
    }

    @Nested
    class OfLimits {
        @Test
        void hasASectionForEach() {
            assertThat(doc.sections(LIMITS)).doesNotHaveDuplicates().containsExactlyInAnyOrder(names(LimitedBy.class));
        }

        @ParameterizedTest
        @EnumSource
        void saysWhatToDo(LimitedBy limit) {
            assertThat(doc.prose(LIMITS, limit.name())).contains(TO_DO);
        }

        @ParameterizedTest
        @EnumSource
        void quotesWhatTheProductSays(LimitedBy limit) {
            assertQuotes(LIMITS, limit.name(), sentences(DecisionExamples.of(limit)));
        }

        @ParameterizedTest
        @EnumSource
        void hasExamplesThatAreLimited(LimitedBy limit) {
            assertThat(DecisionExamples.of(limit))
                    .allSatisfy(plan -> assertThat(plan.decision().limitedBy() == limit
                                    || (limit == LimitedBy.MaxReplicas
                                            && plan.decision().shortfall().isPresent()))
                            .isTrue());
        }
    }

    @Nested
    class OfConditions {
        private static final String ONLY = "Events and metrics alone";

        private Stream<List<String>> rows() {
            return doc.sections(CONDITIONS).stream().flatMap(section -> doc.rows(CONDITIONS, section).stream());
        }

        @Test
        void hasASectionForEach() {
            assertThat(doc.sections(CONDITIONS))
                    .containsExactly(Stream.concat(Arrays.stream(names(ConditionType.class)), Stream.of(ONLY))
                            .toArray(String[]::new));
        }

        @Test
        void hasARowForEveryReason() {
            assertThat(rows().map(row -> row.getFirst().replace("`", "")).distinct())
                    .containsExactlyInAnyOrder(names(ConditionReason.class));
        }

        @ParameterizedTest
        @EnumSource
        void hasAReasonOnceAtMostForEachStatus(ConditionType type) {
            assertThat(doc.rows(CONDITIONS, type.name()).stream().map(row -> row.subList(0, 2)))
                    .doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @EnumSource
        void saysStatusMeaningAndRemedy(ConditionType type) {
            assertThat(doc.rows(CONDITIONS, type.name())).isNotEmpty().allSatisfy(row -> {
                assertThat(row).hasSize(4).doesNotContain("");
                assertThat(row.get(1).split(" or ")).isSubsetOf(names(ConditionStatus.class));
            });
        }
    }
}
