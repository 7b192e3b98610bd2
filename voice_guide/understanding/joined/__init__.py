"""Readers for languages whose words are joined: particles and endings are part of the word, and spaces stand where they like.

What is looked for is looked for in the letters alone, without spaces, so that "네 좋아요", "네좋아요" and a recogniser's
"네 좋아 요" are one. All words and endings are a language's data.
"""
