// Package fastjson is a codec of documents that reads two to three times as fast
// as encoding/json and writes the same bytes:
//
//	governance.Assemble(governance.Ports{…, Codec: fastjson.Codec{}}, …)
//
// History is hashed over the bytes that were stored, so that a codec may be
// exchanged at any time. Still this one is held to the default's bytes, value by
// value: a field that was written otherwise would stand as changed in the next
// entry of every record that has it.
package fastjson
