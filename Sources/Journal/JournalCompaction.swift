internal import JSON

/// A compaction on its way: the file that will take the journal's place.
struct JournalCompaction {
  var file: OpenFile
  let path: String
  let schema: JSON
  var text: SnapshotText
  var hash: any JournalHash
  /// Where the contents' record begins, and how long its text is so far.
  let textOffset: Int
  var length = 0
  /// Bytes of the new file.
  var size: Int
  /// Bytes of the old file that are in the new one, as its contents or record by record.
  var carried: Int
  /// Bytes of the new file when its contents were whole; `nil` until they are.
  var compactedSize: Int?
}
