// Package form reads JSON that people write (表单): an object into a struct whose
// fields say what they mean.
//
// The model: a field's json tag is its name, zh and en its meaning, rule what it may
// hold. [Read] takes a text as one object; [Fill] puts it into the struct and names
// every field at fault; [Schema] and [Fields] write the fields down for editors and
// for the documentation. So a file's form stands once, in the struct.
package form
