// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert times('Compiling 1 model source from') == 3
assert times('Nothing to compile: 1 model source up to date') == 1
assert times('with javac') >= 2 : 'javac compiles what uses a changed model'
assert new File(basedir, 'src/main/forja/example/Line.java').text.contains('plus(1f)')
assert new File(basedir, 'target/classes/example/Line.class').isFile()
assert new File(basedir, 'target/classes/example/Service.class').isFile()
true
