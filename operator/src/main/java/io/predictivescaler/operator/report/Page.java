package io.predictivescaler.operator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTML file that needs nothing else: style sheet, scripts and data are in it, and its security policy forbids it to ask for more or
 * to run any script but its own two.
 *
 * @param title of the window
 * @param body of the page, sections in order
 * @param charts by the id of the figure that stands for them in {@code body}
 */
public record Page(String title, List<Html> body, Map<String, Chart> charts) {
    /** Without a character outside ASCII, so that whatever is in a name reaches the script unharmed. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public Page {
        body = List.copyOf(body);
        charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
    }

    /** The file's content, to be written as UTF-8. */
    public String markup() {
        String library = Inlined.chartLibrary();
        String script = Inlined.script();
        String policy =
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                        + "script-src " + hash(library) + " " + hash(script);
        StringBuilder page = new StringBuilder(1 << 19)
                .append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy)
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Html.text(title).markup())
                .append("</title>\n<style>\n")
                .append(Inlined.style())
                .append("</style>\n</head>\n<body>\n");
        body.forEach(piece -> {
            piece.write(page);
            page.append('\n');
        });
        return page.append("<script type=\"application/json\" id=\"data\">")
                .append(data())
                .append("</script>\n<script>")
                .append(library)
                .append("</script>\n<script>")
                .append(script)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    /** No {@code <} in it, so that no text can end the element that holds it. */
    private String data() {
        ObjectNode data = JSON.createObjectNode();
        charts.forEach((id, chart) -> data.set(id, chart.json()));
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers and text are always JSON", impossible);
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
