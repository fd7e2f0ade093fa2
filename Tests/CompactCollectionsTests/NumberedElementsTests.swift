import CompactCollections
import Testing

@Suite("Numbered elements")
struct NumberedElementsTests {
  @Test("keep their numbers, and leave them to the next")
  func numbers() {
    var names = NumberedElements<String>()
    let numbers = (0..<1_000).map { names.insert("\($0)") }
    #expect(Set(numbers).count == 1_000)
    for number in numbers where number % 2 == 0 { names.remove(number) }
    #expect(names.count == 500)
    #expect(names[0] == nil && names[1] == "1")
    #expect(names.numbers.elementsEqual(numbers.filter { $0 % 2 == 1 }))
    for _ in 0..<500 { #expect(names.insert("new") % 2 == 0) }
    #expect(names.count == 1_000)
  }

  @Test("are changed in place, and removed once")
  func changes() {
    var lists = NumberedElements<[Int]>()
    let number = lists.insert([1])
    lists[number]?.append(2)
    #expect(lists.remove(number) == [1, 2])
    #expect(lists.remove(number) == nil)
    #expect(lists.count == 0 && lists.numbers.isEmpty)
  }
}
