package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServiceTest {
    @Test
    void theModelRuns() {
        assertEquals(6f, Service.predict(1, 2, 3));
    }

    @Test
    void theTestUsesTheModelItself() {
        assertEquals("example.Line", new Line().spec().model());
    }
}
