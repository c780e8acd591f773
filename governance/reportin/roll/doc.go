// Package roll is what it is to stand on a list of those who should report in (应报到名单),
// for organisations and members alike: a [Spell] lasts from a day to a day, and a rate is
// of those who stood on the list on a day, how many had reported by it. Whoever looks at
// it, and whoever has joined or left since, it stays the same.
package roll
