package dev.forja.ir.scalar;

/** The scalar functions in f64: what the reference interpreter and constant folding compute. */
public final class ScalarMath {
    private ScalarMath() {}

    /** A floating-point function of one or two numbers. */
    public static double apply(ScalarFn fn, double a, double b) {
        return switch (fn) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case REM -> a % b;
            case NEG -> -a;
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case SQRT -> Math.sqrt(a);
            case EXP -> StrictMath.exp(a);
            case EXPM1 -> StrictMath.expm1(a);
            case LOG -> StrictMath.log(a);
            case LOG1P -> StrictMath.log1p(a);
            case TANH -> StrictMath.tanh(a);
            case SIGMOID -> sigmoid(a);
            case ERF -> erf(a);
            case SIN -> StrictMath.sin(a);
            case COS -> StrictMath.cos(a);
            case POW -> StrictMath.pow(a, b);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case ROUND -> Math.rint(a);
            default -> throw new IllegalArgumentException(fn.text() + " of floating-point numbers");
        };
    }

    static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double power = StrictMath.exp(x);
        return power / (1 + power);
    }

    /**
     * Error function: the Taylor series below 2.5, the continued fraction of erfc (evaluated
     * backwards) above; Abramowitz and Stegun 7.1.6 and 7.1.14. Error about 1e-15.
     */
    static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        if (size > 6) {
            return Math.signum(x);
        }
        if (size < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
        }
        double fraction = size;
        for (int n = 80; n >= 1; n--) {
            fraction = size + n / 2.0 / fraction;
        }
        double complement = StrictMath.exp(-size * size) / (Math.sqrt(Math.PI) * fraction);
        return Math.copySign(1 - complement, x);
    }
}
