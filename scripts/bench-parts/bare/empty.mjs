// The yardstick for starting: Express and mongoose, no route and no database.
import express from 'express'
import mongoose from 'mongoose'

mongoose.model('Nothing', new mongoose.Schema({ name: String }, { autoIndex: false }))
express().listen(process.env.PORT, () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
