package example;

/** Calls the generated class as any other. */
public final class Service {
    public static float predict(float... features) {
        var model = new Line();
        var out = new float[1];
        model.predict(features, 1, out, model.workspace());
        return out[0];
    }
}
