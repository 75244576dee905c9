package dev.longshore.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command that throws does not stop those behind it. */
class ThrowingCommandTest {
    /** As Dispatcher.run would, were a reply or resumeRead to throw. */
    @Test
    void goesOnBehindACommandThatThrows() {
        List<String> ran = new ArrayList<>();
        CommandQueue queue = new CommandQueue(
                task -> {
                    try {
                        task.run();
                    } catch (IllegalStateException e) {
                        ran.add("thrown");
                    }
                },
                (request, turn) -> {
                    ran.add(request.verb());
                    if (request.verb().equals("A")) {
                        throw new IllegalStateException();
                    }
                });
        queue.add(Request.parse("a"));
        queue.add(Request.parse("b"));
        assertThat(ran).containsExactly("A", "thrown", "B");
    }
}
