"""A forge that is a git repository on this machine and a folder: reviews lie there as files, and so does our answer.

The change `here:widgets~12` is the folder `widgets/12` below the configured folder of reviews:

    change.json       {"head": "BRANCH", "base": "main"}; may also say title, author, is_open, and people: the reviewers
                      who are no bots
    anything else     a review, in any format that `metareview check --review` reads; names that begin with a dot or end
                      with ~ are left alone
    meta-review.md    our answer
    .metareview       says that we wrote one, so that an answer which somebody deletes stays deleted
"""
