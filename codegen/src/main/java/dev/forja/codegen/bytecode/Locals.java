package dev.forja.codegen.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Local variables of a method by name. */
public final class Locals {
    private record Variable(String name, Type type, int slot, Label start) {}

    private final MethodVisitor code;
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private int next;

    public Locals(MethodVisitor code, int first) {
        this.code = code;
        this.next = first;
    }

    /** Reserves a slot; visible to debuggers from here on. */
    public int declare(String name, Type type) {
        int slot = next;
        next += type.getSize();
        slots.put(name, slot);
        var start = new Label();
        code.visitLabel(start);
        variables.add(new Variable(name, type, slot, start));
        return slot;
    }

    public int slot(String name) {
        var slot = slots.get(name);
        if (slot == null) {
            throw new IllegalStateException("no local '" + name + "' among " + slots.keySet());
        }
        return slot;
    }

    public void load(String name, Type type) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot(name));
    }

    public void store(String name, Type type) {
        code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot(name));
    }

    /**
     * Writes the table of names, at the end of the code. Only parameters live in the whole method.
     */
    public void finish(int parameters) {
        var end = new Label();
        code.visitLabel(end);
        for (var variable : variables.subList(0, Math.min(parameters, variables.size()))) {
            code.visitLocalVariable(
                    unqualified(variable.name()),
                    variable.type().getDescriptor(),
                    null,
                    variable.start(),
                    end,
                    variable.slot());
        }
    }

    /** Parameters of layers have dots in their names, which a class file forbids (JVMS 4.2.2). */
    private static String unqualified(String name) {
        return name.replace('.', '_');
    }
}
