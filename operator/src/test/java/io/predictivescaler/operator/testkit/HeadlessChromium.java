package io.predictivescaler.operator.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One page in the Chromium of the PATH, spoken to by its DevTools protocol over a web socket on loopback. */
public final class HeadlessChromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "DevTools listening on ";
    private static final long SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final Conversation conversation;
    private final String session;

    private HeadlessChromium(Process process, WebSocket socket, Conversation conversation, String session) {
        this.process = process;
        this.socket = socket;
        this.conversation = conversation;
        this.session = session;
    }

    /**
     * A browser with an empty page. Skips the test, and says so, where there is none.
     *
     * @param profile an empty directory
     */
    public static HeadlessChromium start(Path profile) throws IOException {
        Optional<String> program = Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(HeadlessChromium::onPath)
                .findFirst();
        Assumptions.assumeTrue(
                program.isPresent(), "skipped: chromium is not on the PATH (Debian: apt-get install chromium)");
        Process process = new ProcessBuilder(
                        program.orElseThrow(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return connected(process);
        } catch (IOException | RuntimeException broken) {
            process.destroyForcibly();
            throw broken;
        }
    }

    private static HeadlessChromium connected(Process process) throws IOException {
        BufferedReader output = process.errorReader(UTF_8);
        List<String> said = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.startsWith(ADDRESS)) {
            said.add(line);
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the browser ended without an address: " + String.join("\n", said));
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        Conversation conversation = new Conversation();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(line.substring(ADDRESS.length())), conversation)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        String target = conversation
                .ask(socket, "", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .textValue();
        String session = conversation
                .ask(socket, "", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .textValue();
        HeadlessChromium browser = new HeadlessChromium(process, socket, conversation, session);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            browser.ask(domain + ".enable", Map.of());
        }
        return browser;
    }

    /** Opens a file and waits until it is drawn. */
    public void open(Path file) {
        CompletableFuture<JsonNode> loaded = conversation.next("Page.loadEventFired");
        ask("Page.navigate", Map.of("url", file.toUri().toString()));
        loaded.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        settle();
    }

    /** The value of a script, which may be a promise. */
    public JsonNode evaluate(String script) {
        JsonNode answer = ask(
                "Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.get("result").path("value");
    }

    /** Two frames later everything that was set off has been laid out and drawn. */
    public void settle() {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    public void resize(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        settle();
    }

    /** {@code light} or {@code dark}. */
    public void prefer(String scheme) {
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        settle();
    }

    /** Presses at one place of the window, moves and lets go at another. */
    public void drag(double fromX, double fromY, double toX, double toY) {
        mouse("mouseMoved", fromX, fromY);
        mouse("mousePressed", fromX, fromY);
        mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2);
        mouse("mouseMoved", toX, toY);
        mouse("mouseReleased", toX, toY);
        settle();
    }

    private void mouse(String type, double x, double y) {
        ask(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
    }

    /** Puts two fingers down and moves them apart, or together. */
    public void pinch(double y, double[] from, double[] to) {
        ask("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
        touch("touchStart", y, from);
        touch("touchMove", y, new double[] {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2});
        touch("touchMove", y, to);
        touch("touchEnd", y, new double[0]);
        settle();
    }

    private void touch(String type, double y, double[] xs) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (double x : xs) {
            points.add(Map.of("x", x, "y", y, "id", points.size()));
        }
        ask("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    /** The page as PDF on A4. */
    public byte[] print() {
        return Base64.getDecoder()
                .decode(ask(
                                "Page.printToPDF",
                                Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true))
                        .get("data")
                        .textValue());
    }

    /** A picture of the whole page, however long it is. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .get("data")
                        .textValue());
    }

    /** What the page complained of: errors, warnings and exceptions. */
    public List<String> complaints() {
        return conversation.events.stream()
                .filter(event -> switch (event.get("method").textValue()) {
                    case "Runtime.exceptionThrown" -> true;
                    case "Runtime.consoleAPICalled" ->
                        !event.at("/params/type").textValue().equals("log");
                    case "Log.entryAdded" ->
                        !event.at("/params/entry/level").textValue().equals("verbose");
                    default -> event.get("method").textValue().equals("Page.javascriptDialogOpening");
                })
                .map(JsonNode::toString)
                .toList();
    }

    /** What was asked for, by address. */
    public List<String> requests() {
        return conversation.events.stream()
                .filter(event -> event.get("method").textValue().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").textValue())
                .toList();
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        return conversation.ask(socket, session, method, parameters);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Questions with their answers, and what was told without being asked. */
    private static final class Conversation implements WebSocket.Listener {
        private final List<JsonNode> events = new CopyOnWriteArrayList<>();
        private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
        private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
        private final AtomicInteger last = new AtomicInteger();
        private final StringBuilder heard = new StringBuilder();

        JsonNode ask(WebSocket socket, String session, String method, Map<String, ?> parameters) {
            int id = last.incrementAndGet();
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            asked.put(id, answer);
            ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
            if (!session.isEmpty()) {
                question.put("sessionId", session);
            }
            question.set("params", JSON.valueToTree(parameters));
            socket.sendText(question.toString(), true).join();
            JsonNode message = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            if (message.has("error")) {
                throw new IllegalStateException(method + ": " + message.get("error"));
            }
            return message.get("result");
        }

        CompletableFuture<JsonNode> next(String event) {
            CompletableFuture<JsonNode> future = new CompletableFuture<>();
            awaited.put(event, future);
            return future;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            heard.append(text);
            if (isLast) {
                hear(heard.toString());
                heard.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void hear(String text) {
            JsonNode message;
            try {
                message = JSON.readTree(text);
            } catch (IOException broken) {
                throw new CompletionException(broken);
            }
            if (message.has("id")) {
                CompletableFuture<JsonNode> answer =
                        asked.remove(message.get("id").intValue());
                if (answer != null) {
                    answer.complete(message);
                }
                return;
            }
            events.add(message);
            CompletableFuture<JsonNode> future =
                    awaited.remove(message.get("method").textValue());
            if (future != null) {
                future.complete(message);
            }
        }
    }
}
