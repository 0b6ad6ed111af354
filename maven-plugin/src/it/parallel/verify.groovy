// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert said('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert times('Compiling 1 model source from') == 3
assert !(log.readLines().any { it.startsWith('[WARNING]') && it.contains('forja-maven-plugin') }) : 'marked as thread-safe'
['one', 'two', 'three'].each {
    assert new File(basedir, "${it}/target/classes/example/${it.capitalize()}.class").isFile()
}
true
