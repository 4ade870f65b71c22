package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.telemetry.AlertRules.Alert;
import io.predictivescaler.operator.testkit.ReferenceDoc;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/runbook.md has a section for every alert and for every reason of a condition, and for nothing else. */
class RunbookTest {
    private static final String ALERTS = "Alerts";
    private static final String REASONS = "Reasons";
    private static final String ALL_IS_WELL = "**Do:** nothing.";
    private static final Pattern LINK = Pattern.compile("\\]\\(#([a-z0-9-]+)\\)");

    private final ReferenceDoc runbook = ReferenceDoc.of("runbook.md");

    static List<String> alerts() {
        return AlertRules.all().stream().map(Alert::name).toList();
    }

    @Test
    void hasASectionForEveryAlertInTheirOrder() {
        assertThat(runbook.sections(ALERTS)).isEqualTo(alerts());
    }

    @Test
    void hasASectionForEveryReason() {
        assertThat(runbook.sections(REASONS))
                .containsExactlyInAnyOrder(
                        Arrays.stream(ConditionReason.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysOfEveryAlertWhatIsNoticedWhatToTypeAndWhatEndsIt(String alert) {
        assertGuides(runbook.prose(ALERTS, alert));
    }

    @ParameterizedTest
    @EnumSource
    void saysOfEveryReasonWhatIsNoticedWhatToTypeAndWhatEndsIt(ConditionReason reason) {
        String prose = runbook.prose(REASONS, reason.name());
        if (!prose.contains(ALL_IS_WELL)) {
            assertGuides(prose);
        }
    }

    private static void assertGuides(String prose) {
        assertThat(prose.strip()).doesNotStartWith("**").contains("**Notice:** ", "**Type:** ", "**Ends:** ");
        assertThat(prose).as("as short as somebody who was woken needs it").hasSizeLessThan(1200);
    }

    @Test
    void linksOnlyToItsOwnSections() {
        List<String> anchors = Stream.of(ALERTS, REASONS)
                .flatMap(part -> runbook.sections(part).stream())
                .map(section -> section.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(Stream.of(ALERTS, REASONS)
                        .flatMap(part -> runbook.sections(part).stream().map(section -> runbook.prose(part, section)))
                        .flatMap(prose -> LINK.matcher(prose).results())
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(anchors);
    }
}
