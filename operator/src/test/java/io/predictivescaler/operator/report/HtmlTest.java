package io.predictivescaler.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void nestsElements() {
        assertThat(Html.of("p", Html.text("one "), Html.of("b", "two"))
                        .with("class", "x")
                        .markup())
                .isEqualTo("<p class=\"x\">one <b>two</b></p>");
    }

    @Test
    void addsToAnElementWithoutChangingIt() {
        Html.Element list = Html.of("ul");

        assertThat(list.and(Html.of("li", "a")).markup()).isEqualTo("<ul><li>a</li></ul>");
        assertThat(list.markup()).isEqualTo("<ul></ul>");
    }

    @Test
    void closesNoElementThatHasNoEnd() {
        assertThat(Html.of("br").markup()).isEqualTo("<br>");
    }

    @Test
    void takesTextForText() {
        assertThat(Html.of("p", "</p><script>alert('1' && \"2\")</script>").markup())
                .isEqualTo("<p>&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39; &amp;&amp; &quot;2&quot;)&lt;/script&gt;</p>");
    }

    @Test
    void takesAnAttributeForAnAttribute() {
        assertThat(Html.of("p", "")
                        .with("title", "\"><img src=x onerror=alert(1)>")
                        .markup())
                .isEqualTo("<p title=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>");
    }

    @Test
    void replacesWhatNoFileCanHold() {
        assertThat(Html.text("a\u0000b\ud800c\u001bd\ne\uD83D\uDE00").markup())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\ne\uD83D\uDE00");
    }

    @Test
    void refusesElementsThatBrowsersReadByOtherRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Html.of("script", "alert(1)"))
                .withMessageContaining("script");
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("p onclick", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("p", "x").with("onclick", "alert(1)"));
    }
}
