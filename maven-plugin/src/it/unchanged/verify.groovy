// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert times('Compiling 1 model source from') == 1
assert times('Nothing to compile: 1 model source up to date') == 1
def place = { String words -> log.indexOf(words) }
assert place('Compiling 1 model source from') < place('Nothing to compile: 1 model source')
assert times('Compiling 1 source file with javac') == 1 : 'javac has nothing to do either'
assert new File(basedir, 'target/classes/example/Line.class').isFile() : 'javac left the model alone'
true
