package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BothTest {
    @Test
    void bothModelsAreThere() {
        assertEquals("example.Line", new Line().spec().model());
        assertEquals("example.Other", new Other().spec().model());
    }
}
